// A document is one tree, whichever way it is walked, and reads back from its names and texts.
#include <cctype>
#include <string>

#include "aws/document.h"
#include "tests/fuzz/require.h"

using namespace iamirror;

namespace {

bool is_plain_name(std::string_view name) {
    for (const char c : name)
        if (std::isalpha(static_cast<unsigned char>(c)) == 0) return false;
    return !name.empty();
}

// Of plain names only, so that a name is a path of one step too.
bool walk(const aws::Node& node, std::string& out) {
    if (!is_plain_name(node.name())) return false;
    const std::string name(node.name());
    out += "<" + name + ">";
    const auto children = node.children();
    const auto text = node.text();
    fuzz::require(text.has_value(), "an element has a text, if an empty one");
    fuzz::require(children.empty() || text->empty(), "text stands in leaves only");
    for (const char c : *text) {
        const auto octet = static_cast<unsigned char>(c);
        const bool as_it_is = octet > 0x20 && c != '<' && c != '&' && c != '>';
        out += as_it_is ? std::string(1, c) : "&#" + std::to_string(octet) + ";";
    }
    for (const auto& child : children) {
        if (!walk(child, out)) return false;
        fuzz::require(node.at(child.name()).exists(), "a child is found by its name");
        fuzz::require(!node.all(child.name()).empty(), "and among all of that name");
    }
    out += "</" + name + ">";
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto document = aws::Document::from_xml(fuzz::text_of(data, size));
    if (!document) {
        fuzz::require(document.error().kind == ErrorKind::invalid_answer, "a refusal is an invalid answer");
        return 0;
    }
    fuzz::require(document->root().exists(), "a document has a root");
    std::string written;
    if (!walk(document->root(), written)) return 0;
    const auto again = aws::Document::from_xml(written);
    fuzz::require(bool(again), "what was read can be written and read");
    std::string second;
    fuzz::require(walk(again->root(), second) && second == written, "names and texts read back");
    return 0;
}
