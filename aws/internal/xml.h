// A strict reader of the XML that AWS answers with: one pass, no DTD, no entities but XML's own, no recursion.
// https://www.w3.org/TR/xml/
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>

#include "aws/document.h"
#include "model/base/result.h"

namespace iamirror::aws {

// An element. Views point into the Tree's text. Attributes are checked and dropped.
struct Node::Data {
    std::string_view name;  // without namespace prefix
    std::string_view text;  // entities replaced; "" where there are child elements
    const Data* first_child = nullptr;
    const Data* next = nullptr;
};

// The answer's text, in which entities are replaced in place, and its elements in document order: the first is the
// root. A deque, because elements point at one another.
struct Document::Tree {
    std::string text;
    std::deque<Node::Data> elements;
};

// Elements may be nested this deep.
inline constexpr std::size_t max_xml_depth = 400;

// Reads `tree.text` into `tree.elements`. The message says what is wrong, and at which octet.
Status read_xml(Document::Tree& tree);

}  // namespace iamirror::aws
