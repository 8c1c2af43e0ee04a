// One read-only view over an answer of AWS, whatever format it came in (XML now; JSON comes with its protocols).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace iamirror::aws {

// An element of a Document, or the absent one. Cheap to copy; valid as long as the Document lives.
class Node {
  public:
    Node() = default;

    bool exists() const { return data_ != nullptr; }
    std::string_view name() const;  // without namespace prefix
    // The first element at a path of child names ("User/Path"); the absent Node where a step is missing, the
    // node itself for "".
    Node at(std::string_view path) const;
    // Every element at the path, all matches of each step, in order: "Policies/member/Arn" is the ARN of each member.
    // Empty where a step is missing.
    std::vector<Node> all(std::string_view path) const;
    std::vector<Node> children() const;
    // The text of the element, blanks and line ends kept; nullopt where it is absent, "" where it is empty or holds
    // elements.
    std::optional<std::string> text() const;
    // An attribute as it is written ("xsi:type" of S3's Grantee), nullopt where there is none.
    std::optional<std::string> attribute(std::string_view name) const;
    // The text at the path.
    std::optional<std::string> text(std::string_view path) const { return at(path).text(); }

    struct Data;

  private:
    friend class Document;
    explicit Node(const Data* data) : data_(data) {}
    const Data* data_ = nullptr;
};

class Document {
  public:
    // Refuses what is not one well-formed XML element: empty, cut, HTML, NUL, a document type, unknown references,
    // nesting beyond tinyxml2's bound (100 in version 9, 500 in later ones).
    // ErrorKind::invalid_answer.
    static Result<Document> from_xml(std::string_view body);

    // One element that holds the text, for an answer that is no element.
    static Document from_text(std::string text);

    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();
    Node root() const;

    struct Tree;

  private:
    explicit Document(std::unique_ptr<Tree> tree);
    std::unique_ptr<Tree> tree_;
};

}  // namespace iamirror::aws
