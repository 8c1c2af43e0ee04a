#include "aws/document.h"

#include <tinyxml2.h>

#include "aws/internal/tree.h"
#include "aws/internal/xml_scan.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

// What an answer that is no XML is instead, for the message.
std::string_view instead_of_xml(std::string_view body) {
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    const auto start = to_lower_ascii(trim(body.substr(0, 512)));
    if (start.empty()) return "the answer is empty";
    if (start.starts_with("<!doctype html") || start.starts_with("<html")) return "the answer is HTML";
    if (start.front() != '<') return "the answer is not XML";
    return "";
}

// Text and CDATA of an element without child elements.
std::string text_of(const tinyxml2::XMLElement& element) {
    std::string text;
    if (element.FirstChildElement() != nullptr) return text;
    for (const auto* child = element.FirstChild(); child != nullptr; child = child->NextSibling())
        if (const auto* part = child->ToText(); part != nullptr) text += part->Value();
    return text;
}

std::string local_name(const std::string& name) {
    const auto colon = name.rfind(':');
    return colon == std::string::npos ? name : name.substr(colon + 1);
}

// One element and its children; tinyxml2 has bounded their depth.
const Node::Data* copy(const tinyxml2::XMLElement& element, std::deque<Node::Data>& elements) {
    auto& data = elements.emplace_back(
        Node::Data{.name = local_name(element.Name()), .text = text_of(element), .attributes = {}});
    for (const auto* attribute = element.FirstAttribute(); attribute != nullptr; attribute = attribute->Next())
        if (!std::string_view{attribute->Name()}.starts_with("xmlns"))
            data.attributes.emplace_back(attribute->Name(), attribute->Value());
    const Node::Data** place = &data.first_child;
    for (const auto* child = element.FirstChildElement(); child != nullptr; child = child->NextSiblingElement()) {
        const auto* copied = copy(*child, elements);
        *place = copied;
        place = &const_cast<Node::Data*>(copied)->next;
    }
    return &data;
}

Error not_readable(std::string message) {
    return {.kind = ErrorKind::invalid_answer, .message = std::move(message)};
}

// Anything beside the root says that two answers were mixed up.
std::string problem_of(const tinyxml2::XMLDocument& document) {
    if (document.RootElement() == nullptr) return "the answer has no element";
    for (const auto* node = document.FirstChild(); node != nullptr; node = node->NextSibling()) {
        if (node->ToText() != nullptr) return "the answer has text beside its element";
        if (node->ToElement() != nullptr && node != document.RootElement()) return "the answer has a second element";
    }
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
    std::vector<Node> found{*this};
    for (const auto step : split(path, '/')) {
        std::vector<Node> next;
        for (const Node& parent : found)
            for (const Node& child : parent.children())
                if (child.name() == step) next.push_back(child);
        found = std::move(next);
    }
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
    return data_->text;
}

std::optional<std::string> Node::attribute(std::string_view name) const {
    if (!exists()) return std::nullopt;
    for (const auto& [known, value] : data_->attributes)
        if (known == name) return value;
    return std::nullopt;
}

Document::Document(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::from_xml(std::string_view body) {
    if (const auto instead = instead_of_xml(body); !instead.empty()) return not_readable(std::string{instead});
    const auto text = prepared_xml(body);
    if (!text) return text.error();
    tinyxml2::XMLDocument document;
    if (document.Parse(text->data(), text->size()) != tinyxml2::XML_SUCCESS)
        return not_readable("the answer is not well-formed XML, line " + std::to_string(document.ErrorLineNum()) +
                            ": " + tinyxml2::XMLDocument::ErrorIDToName(document.ErrorID()));
    if (auto problem = problem_of(document); !problem.empty()) return not_readable(std::move(problem));
    auto tree = std::make_unique<Tree>();
    copy(*document.RootElement(), tree->elements);
    return Document{std::move(tree)};
}

Document Document::from_text(std::string text) {
    auto tree = std::make_unique<Tree>();
    tree->elements.emplace_back().text = std::move(text);
    return Document{std::move(tree)};
}

Node Document::root() const {
    return Node{&tree_->elements.front()};
}

}  // namespace iamirror::aws
