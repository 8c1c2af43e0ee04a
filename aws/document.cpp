#include "aws/document.h"

#include "aws/internal/xml.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

// What an answer that is no XML is instead, for the message.
std::string_view instead_of_xml(std::string_view body) {
    const auto start = to_lower_ascii(trim(body.substr(0, 512)));
    if (start.empty()) return "the answer is empty";
    if (start.starts_with("<!doctype html") || start.starts_with("<html")) return "the answer is HTML";
    if (start.front() != '<') return "the answer is not XML";
    return "";
}

}  // namespace

std::string_view Node::name() const {
    return data_ == nullptr ? std::string_view{} : data_->name;
}

Node Node::at(std::string_view path) const {
    if (path.empty()) return *this;
    Node node = *this;
    for (const auto step : split(path, '/')) {
        if (!node.exists()) return {};
        const Data* child = node.data_->first_child;
        while (child != nullptr && child->name != step) child = child->next;
        node = Node{child};
    }
    return node;
}

std::vector<Node> Node::all(std::string_view path) const {
    const auto slash = path.rfind('/');
    const Node parent = slash == std::string_view::npos ? *this : at(path.substr(0, slash));
    const auto last = slash == std::string_view::npos ? path : path.substr(slash + 1);
    std::vector<Node> found;
    for (const Node& child : parent.children())
        if (child.name() == last) found.push_back(child);
    return found;
}

std::vector<Node> Node::children() const {
    std::vector<Node> list;
    for (const Data* child = exists() ? data_->first_child : nullptr; child != nullptr; child = child->next)
        list.push_back(Node{child});
    return list;
}

std::optional<std::string> Node::text() const {
    if (!exists()) return std::nullopt;
    return std::string{data_->text};
}

Document::Document(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::from_xml(std::string_view body) {
    auto tree = std::make_unique<Tree>();
    tree->text = body;
    if (auto status = read_xml(*tree); !status) {
        if (const auto instead = instead_of_xml(body); !instead.empty()) status.error().message = instead;
        return status.error();
    }
    return Document{std::move(tree)};
}

Node Document::root() const {
    return Node{&tree_->elements.front()};
}

}  // namespace iamirror::aws
