#include "aws/internal/xml.h"

#include <charconv>
#include <cstdint>
#include <cstring>
#include <vector>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) > 127;
}

bool continues_name(char c) {
    return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

std::string_view without_prefix(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// What `name` between & and ; stands for: 0 for nothing that XML knows, and for NUL. A surrogate, which some writers
// make of an emoji, is kept (as text that is not UTF-8): one bad name must not make a whole page unreadable.
std::uint32_t entity(std::string_view name) {
    if (name == "lt") return '<';
    if (name == "gt") return '>';
    if (name == "amp") return '&';
    if (name == "quot") return '"';
    if (name == "apos") return '\'';
    if (name.size() < 2 || name[0] != '#') return 0;
    const int base = name[1] == 'x' ? 16 : 10;
    const auto digits = name.substr(base == 16 ? 2 : 1);
    std::uint32_t value = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    const bool whole = code == std::errc{} && end == digits.data() + digits.size();
    return whole && value <= 0x10FFFF ? value : 0;
}

// Writes a character at `out` and returns where the next goes. A reference is always longer than what it stands for.
char* put_utf8(char* out, std::uint32_t c) {
    const auto put = [&](std::uint32_t octet) { *out++ = static_cast<char>(octet); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
    }
    return out;
}

class Reader {
  public:
    explicit Reader(Document::Tree& tree)
        : tree_(tree), begin_(tree.text.data()), at_(begin_), end_(begin_ + tree.text.size()) {}

    Status read() {
        if (tree_.text.find('\0') != std::string::npos) return fail("NUL");
        skip("\xEF\xBB\xBF");
        while (problem_.empty() && at_ != end_) step();
        if (!problem_.empty()) return fail(problem_);
        if (tree_.elements.empty()) return fail("no element");
        if (!open_.empty()) return fail("the end inside <" + std::string{open_.back().data->name} + ">");
        return Done{};
    }

  private:
    // An element whose end has not been seen. `text_end` is where its decoded text ends in the buffer.
    struct Open {
        Node::Data* data;
        Node::Data* last_child = nullptr;
        std::string_view full_name;
        char* text_begin = nullptr;
        char* text_end = nullptr;
    };

    Status fail(const std::string& what) const {
        return Error{.kind = ErrorKind::invalid_answer,
                     .message = "not well-formed XML: " + what + " at octet " + std::to_string(at_ - begin_)};
    }

    void problem(std::string what) {
        if (problem_.empty()) problem_ = std::move(what);
    }

    bool skip(std::string_view token) {
        if (static_cast<std::size_t>(end_ - at_) < token.size() || std::memcmp(at_, token.data(), token.size()) != 0)
            return false;
        at_ += token.size();
        return true;
    }

    // Moves behind the next `token` and returns what stands before it; a problem where it never comes.
    std::string_view until(std::string_view token) {
        const std::string_view rest{at_, static_cast<std::size_t>(end_ - at_)};
        const auto found = rest.find(token);
        if (found == std::string_view::npos) {
            problem("no " + std::string{token});
            return {};
        }
        at_ += found + token.size();
        return rest.substr(0, found);
    }

    void skip_spaces() {
        while (at_ != end_ && is_space(*at_)) ++at_;
    }

    void step() {
        if (*at_ != '<')
            text();
        else if (skip("<!--"))
            until("-->");
        else if (skip("<![CDATA["))
            character_data();
        else if (skip("<?"))
            until("?>");
        else if (skip("<!"))
            problem("a document type declaration");
        else if (skip("</"))
            close();
        else
            open();
    }

    std::string_view read_name() {
        char* const first = at_;
        if (at_ != end_ && starts_name(*at_))
            while (at_ != end_ && continues_name(*at_)) ++at_;
        if (at_ == first) problem("no name");
        return {first, static_cast<std::size_t>(at_ - first)};
    }

    void attribute() {
        read_name();
        skip_spaces();
        if (!skip("=")) return problem("an attribute without a value");
        skip_spaces();
        const char quote = at_ != end_ ? *at_ : '\0';
        if (quote != '"' && quote != '\'') return problem("an attribute without quotes");
        ++at_;
        if (until({&quote, 1}).find('<') != std::string_view::npos) problem("< in an attribute");
    }

    void open() {
        ++at_;
        const auto full_name = read_name();
        while (problem_.empty()) {
            const char* const before = at_;
            skip_spaces();
            const bool spaced = at_ != before;
            if (at_ == end_) return problem("the end inside a tag");
            if (skip("/>")) return add(full_name, false);
            if (skip(">")) return add(full_name, true);
            if (!spaced) return problem("no blank before an attribute");
            attribute();
        }
    }

    void add(std::string_view full_name, bool stays_open) {
        if (open_.empty() && !tree_.elements.empty()) return problem("a second root element");
        if (open_.size() == max_xml_depth) return problem("elements nested too deep");
        auto& data = tree_.elements.emplace_back();
        data.name = without_prefix(full_name);
        if (!open_.empty()) {
            auto& parent = open_.back();
            (parent.last_child != nullptr ? parent.last_child->next : parent.data->first_child) = &data;
            parent.last_child = &data;
        }
        if (stays_open) open_.push_back({.data = &data, .full_name = full_name});
    }

    void close() {
        const auto full_name = read_name();
        skip_spaces();
        if (!skip(">")) return problem("an end tag without >");
        if (open_.empty() || open_.back().full_name != full_name)
            return problem("</" + std::string{full_name} + "> that closes nothing");
        auto& closed = open_.back();
        if (closed.text_begin != nullptr && closed.last_child == nullptr)
            closed.data->text = {closed.text_begin, static_cast<std::size_t>(closed.text_end - closed.text_begin)};
        open_.pop_back();
    }

    // Where the next octet of the open element's text goes: behind what it has already, else where the text stands.
    // Behind a child element text is of no interest, and its place may hold the child's.
    char* place_of_text(char* source) {
        auto& element = open_.back();
        if (element.text_begin == nullptr || element.last_child != nullptr)
            element.text_begin = element.text_end = source;
        return element.text_end;
    }

    void text() {
        if (open_.empty()) {
            skip_spaces();
            if (at_ != end_ && *at_ != '<') problem("text outside the root element");
            return;
        }
        char* out = place_of_text(at_);
        while (problem_.empty() && at_ != end_ && *at_ != '<') {
            if (skip("\r\n") || skip("\r")) {
                *out++ = '\n';  // as XML reads line ends
            } else if (*at_ == '&') {
                out = reference(out);
            } else {
                *out++ = *at_++;
            }
        }
        open_.back().text_end = out;
    }

    char* reference(char* out) {
        constexpr std::size_t longest = 12;  // "&#x0010FFFF;"
        const std::string_view rest{at_, static_cast<std::size_t>(end_ - at_)};
        const auto semicolon = rest.substr(0, longest).find(';');
        const auto value = semicolon == std::string_view::npos ? 0 : entity(rest.substr(1, semicolon - 1));
        if (value == 0) {
            problem("an & that begins no known reference");
            return out;
        }
        at_ += semicolon + 1;
        return put_utf8(out, value);
    }

    void character_data() {
        if (open_.empty()) return problem("text outside the root element");
        char* out = place_of_text(at_);
        const auto raw = until("]]>");
        if (!problem_.empty()) return;
        std::memmove(out, raw.data(), raw.size());
        open_.back().text_end = out + raw.size();
    }

    Document::Tree& tree_;
    char* const begin_;
    char* at_;
    char* const end_;
    std::vector<Open> open_;
    std::string problem_;
};

}  // namespace

Status read_xml(Document::Tree& tree) {
    return Reader{tree}.read();
}

}  // namespace iamirror::aws
