// What a Document holds, whatever format it was read from: elements that point at one another.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "aws/document.h"

namespace iamirror::aws {

struct Node::Data {
    std::string name;                                             // without namespace prefix
    std::string text;                                             // "" where there are child elements
    std::vector<std::pair<std::string, std::string>> attributes;  // with their prefix; no declarations of namespaces
    const Data* first_child = nullptr;
    const Data* next = nullptr;
};

// In document order: the first is the root. A deque, because elements point at one another.
struct Document::Tree {
    std::deque<Node::Data> elements;
};

}  // namespace iamirror::aws
