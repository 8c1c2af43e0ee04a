#include "aws/internal/xml_write.h"

#include <algorithm>
#include <deque>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

struct Element {
    std::string step;  // "Tag.1"
    std::string text;
    Parameters attributes;
    std::deque<Element> children;
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// "Tag" of "Tag.1".
std::string_view name_of(std::string_view step) {
    const auto dot = step.rfind('.');
    if (dot == std::string_view::npos) return step;
    const auto number = step.substr(dot + 1);
    const bool is_number = !number.empty() && std::all_of(number.begin(), number.end(), is_digit);
    return is_number ? step.substr(0, dot) : step;
}

Element& child(Element& parent, std::string_view step) {
    for (auto& element : parent.children)
        if (element.step == step) return element;
    return parent.children.emplace_back(Element{.step = std::string{step}});
}

void add(Element& root, std::string_view path, const std::string& value) {
    Element* place = &root;
    for (const auto step : split(path, '/')) {
        if (step.starts_with('@')) return void(place->attributes.emplace_back(step.substr(1), value));
        place = &child(*place, step);
    }
    place->text = value;
}

// XML 1.0 has no control characters but these three, however they are written.
bool fits_xml(std::string_view text) {
    return is_utf8(text) && std::all_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
           });
}

// Line ends as references: a reader makes one line feed of what stands there as it is.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\r':
                out += "&#xD;";
                break;
            case '\n':
                out += "&#xA;";
                break;
            default:
                out += c;
        }
    return out;
}

void write(const Element& element, std::string& out) {
    const std::string name{name_of(element.step)};
    out += "<" + name;
    for (const auto& [attribute, value] : element.attributes) out += " " + attribute + "=\"" + escaped(value) + "\"";
    out += ">" + escaped(element.text);
    for (const auto& inner : element.children) write(inner, out);
    out += "</" + name + ">";
}

}  // namespace

Result<std::string> xml_body(const std::string& root, const std::string& name_space, const Parameters& elements) {
    Element top{.step = root};
    if (!name_space.empty()) top.attributes.emplace_back("xmlns", name_space);
    for (const auto& [path, value] : elements) {
        if (!fits_xml(value))
            return Error{.kind = ErrorKind::invalid_input,
                         .message = path + " has characters that XML cannot hold",
                         .hint = "remove control characters and octets that are not UTF-8"};
        add(top, path, value);
    }
    std::string out;
    write(top, out);
    return out;
}

}  // namespace iamirror::aws
