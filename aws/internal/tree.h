// What a Document holds, whatever format it was read from: elements that point at one another. A page of a listing has
// tens of thousands, so that texts stay where the reader of the format has them, and elements lie in one arena.
#pragma once

#include <algorithm>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>

#include "aws/document.h"

namespace iamirror::aws {

struct Attribute {
    std::string_view name, value;
};

// Nothing in it has a destructor to be called: the arena ends as a whole.
struct Node::Data {
    std::string_view name;                  // without namespace prefix
    std::string_view text;                  // "" where there are child elements
    std::span<const Attribute> attributes;  // with their prefix; no declarations of namespaces
    const Data* first_child = nullptr;
    const Data* next = nullptr;
};

struct Document::Tree {
    explicit Tree(std::shared_ptr<const void> read_from) : source(std::move(read_from)) {}

    std::shared_ptr<const void> source;  // where the texts are
    std::pmr::monotonic_buffer_resource arena;
    const Node::Data* root = nullptr;

    template <typename T>
    T* make(std::size_t count = 1) {
        auto* const made = static_cast<T*>(arena.allocate(count * sizeof(T), alignof(T)));
        std::uninitialized_value_construct_n(made, count);
        return made;
    }
    // A copy that lives as long as the tree.
    std::string_view keep(std::string_view text) {
        auto* const kept = make<char>(text.size());
        std::copy(text.begin(), text.end(), kept);
        return {kept, text.size()};
    }
};

}  // namespace iamirror::aws
