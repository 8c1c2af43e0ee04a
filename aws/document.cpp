#include "aws/document.h"

#include <tinyxml2.h>

#include <algorithm>

#include "aws/internal/tree.h"
#include "aws/internal/xml_scan.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

// What an answer that is no XML is instead, for the message.
std::string_view instead_of_xml(std::string_view body) {
    constexpr std::string_view document_type = "<!doctype html", element = "<html";
    if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
    const auto start = trim(body.substr(0, 512));
    const auto begins = [&](auto word) { return equals_ignoring_case(start.substr(0, word.size()), word); };
    if (start.empty()) return "the answer is empty";
    if (begins(document_type) || begins(element)) return "the answer is HTML";
    if (start.front() != '<') return "the answer is not XML";
    return "";
}

std::string_view local_name(std::string_view name) {
    return name.substr(name.rfind(':') + 1);  // npos + 1 is 0
}

// Elements of tinyxml2 made ours. It has bounded their depth, and it keeps their texts.
class TreeMaker {
  public:
    explicit TreeMaker(Document::Tree& tree) : tree_(tree) {}

    Node::Data* make(const tinyxml2::XMLElement& element) {
        auto* const data = tree_.make<Node::Data>();
        data->name = local_name(element.Name());
        data->attributes = attributes_of(element);
        const auto* child = element.FirstChildElement();
        if (child == nullptr) data->text = text_of(element);
        for (const Node::Data** place = &data->first_child; child != nullptr; child = child->NextSiblingElement()) {
            auto* const made = make(*child);
            *place = made;
            place = &made->next;
        }
        return data;
    }

  private:
    // Text and CDATA of an element without child elements: one piece, unless a comment cuts it.
    std::string_view text_of(const tinyxml2::XMLElement& element) {
        const auto* first = element.FirstChild();
        if (first == nullptr) return {};
        if (first->NextSibling() == nullptr) return first->ToText() == nullptr ? "" : first->Value();
        std::string text;
        for (const auto* child = first; child != nullptr; child = child->NextSibling())
            if (const auto* piece = child->ToText(); piece != nullptr) text += piece->Value();
        return tree_.keep(text);
    }

    std::span<const Attribute> attributes_of(const tinyxml2::XMLElement& element) {
        std::vector<Attribute> found;
        for (const auto* attribute = element.FirstAttribute(); attribute != nullptr; attribute = attribute->Next())
            if (!std::string_view{attribute->Name()}.starts_with("xmlns"))
                found.push_back({attribute->Name(), attribute->Value()});
        if (found.empty()) return {};
        auto* const kept = tree_.make<Attribute>(found.size());
        std::copy(found.begin(), found.end(), kept);
        return {kept, found.size()};
    }

    Document::Tree& tree_;
};

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
    const Data* data = data_;
    while (data != nullptr && !path.empty()) {
        const auto step = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(step.size() + 1, path.size()));
        data = data->first_child;
        while (data != nullptr && data->name != step) data = data->next;
    }
    return Node{data};
}

std::vector<Node> Node::all(std::string_view path) const {
    std::vector<Node> found{*this};
    for (const auto step : split(path, '/')) {
        std::vector<Node> next;
        for (const Node& parent : found)
            for (const Data* child = parent.exists() ? parent.data_->first_child : nullptr; child != nullptr;
                 child = child->next)
                if (child->name == step) next.push_back(Node{child});
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
    return std::string{data_->text};
}

std::optional<std::string> Node::attribute(std::string_view name) const {
    if (!exists()) return std::nullopt;
    for (const auto& [known, value] : data_->attributes)
        if (known == name) return std::string{value};
    return std::nullopt;
}

Document::Document(std::unique_ptr<Tree> tree) : tree_(std::move(tree)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Result<Document> Document::from_xml(std::string_view body) {
    if (const auto instead = instead_of_xml(body); !instead.empty()) return not_readable(std::string{instead});
    std::string room;
    const auto text = prepared_xml(body, room);
    if (!text) return text.error();
    auto document = std::make_shared<tinyxml2::XMLDocument>();
    if (document->Parse(text->data(), text->size()) != tinyxml2::XML_SUCCESS)
        return not_readable("the answer is not well-formed XML, line " + std::to_string(document->ErrorLineNum()) +
                            ": " + tinyxml2::XMLDocument::ErrorIDToName(document->ErrorID()));
    if (auto problem = problem_of(*document); !problem.empty()) return not_readable(std::move(problem));
    const auto& root = *document->RootElement();
    auto tree = std::make_unique<Tree>(std::move(document));
    tree->root = TreeMaker{*tree}.make(root);
    return Document{std::move(tree)};
}

Document Document::from_text(std::string text) {
    auto tree = std::make_unique<Tree>(nullptr);
    auto* const element = tree->make<Node::Data>();
    element->text = tree->keep(text);
    tree->root = element;
    return Document{std::move(tree)};
}

Node Document::root() const {
    return Node{tree_->root};
}

}  // namespace iamirror::aws
