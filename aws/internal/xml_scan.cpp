#include "aws/internal/xml_scan.h"

#include <array>
#include <charconv>
#include <cstdint>

namespace iamirror::aws {

namespace {

constexpr std::size_t longest_tag = 4096;
constexpr std::string_view blanks = " \t\r\n";

bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) > 127;
}

// What may stand between & and ;. A surrogate, which some writers make of an emoji, passes (as text that is not UTF-8):
// one bad name must not make a whole page unreadable.
bool is_reference(std::string_view name) {
    constexpr std::array<std::string_view, 5> known{"lt", "gt", "amp", "quot", "apos"};
    for (const auto entity : known)
        if (name == entity) return true;
    if (name.size() < 2 || name[0] != '#') return false;
    const int base = name[1] == 'x' ? 16 : 10;
    const auto digits = name.substr(base == 16 ? 2 : 1);
    std::uint32_t value = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return code == std::errc{} && end == digits.data() + digits.size() && value > 0 && value <= 0x10FFFF;
}

class Scanner {
  public:
    Scanner(std::string_view body, std::string& room) : rest_(body), body_(body), out_(room) {}

    Result<std::string_view> scan() {
        if (rest_.find('\0') != std::string_view::npos) problem_ = "NUL";
        while (problem_.empty() && !rest_.empty()) rest_.front() == '<' ? markup() : text();
        if (problem_.empty() && kept_ == body_.data()) return body_;
        flush();
        if (problem_.empty()) return std::string_view{out_};
        return Error{.kind = ErrorKind::invalid_answer,
                     .message = "the answer is not well-formed XML: " + problem_ + " at octet " +
                                std::to_string(body_.size() - rest_.size())};
    }

  private:
    // Nothing is copied before something else comes in between; from then on in long pieces.
    void pass(std::size_t length) { rest_.remove_prefix(length); }
    void flush() {
        if (out_.empty()) out_.reserve(body_.size() + 64);
        out_.append(kept_, static_cast<std::size_t>(rest_.data() - kept_));
        kept_ = rest_.data();
    }

    // Passes over what begins with `open` to the end of `close`; false where it does not begin so.
    bool passed(std::string_view open, std::string_view close) {
        if (!rest_.starts_with(open)) return false;
        const auto end = rest_.find(close, open.size());
        if (end == std::string_view::npos)
            problem_ = "no " + std::string{close};
        else
            pass(end + close.size());
        return true;
    }

    void markup() {
        const bool is_skipped = passed("<!--", "-->") || passed("<![CDATA[", "]]>") || passed("<?", "?>");
        if (is_skipped)
            is_after_start_tag_ = false;
        else if (rest_.starts_with("<!"))
            problem_ = "a document type";
        else
            tag();
    }

    void tag() {
        const auto end = end_of_tag();
        if (end == std::string_view::npos) {
            problem_ = "a tag without an end";
            return;
        }
        const bool is_end = rest_[1] == '/', is_empty = rest_[end - 1] == '/';
        if (!starts_name(rest_[is_end ? 2 : 1])) problem_ = "a tag without a name";
        if (is_end && depth_ == 0) problem_ = "an end tag too many";
        if (is_end)
            --depth_;
        else if (!is_empty)
            ++depth_;
        is_after_start_tag_ = !is_end && !is_empty;
        pass(end + 1);
    }

    // Where the > of the tag stands; npos where it never comes, or a < before it.
    std::size_t end_of_tag() const {
        char quote = '\0';
        for (std::size_t at = 1; at < rest_.size() && at < longest_tag; ++at) {
            const char c = rest_[at];
            if (c == '<') break;
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c == '"' || c == '\'')
                quote = c;
            else if (c == '>')
                return at;
        }
        return std::string_view::npos;
    }

    void text() {
        const auto length = std::min(rest_.find('<'), rest_.size());
        const auto part = rest_.substr(0, length);
        const bool is_value = is_after_start_tag_ && rest_.substr(length).starts_with("</");
        is_after_start_tag_ = false;
        if (is_value && part.find_first_not_of(blanks) == std::string_view::npos) return blank_value();
        for (auto at = part.find('&'); at != std::string_view::npos; at = part.find('&', at + 1))
            if (!has_reference(part.substr(at))) problem_ = "an & that begins no known reference";
        if (problem_.empty()) pass(length);
    }

    bool has_reference(std::string_view from) const {
        constexpr std::size_t longest = 12;  // "&#x0010FFFF;"
        const auto semicolon = from.substr(0, longest).find(';');
        return semicolon != std::string_view::npos && is_reference(from.substr(1, semicolon - 1));
    }

    // Blanks that are all an element holds are a value: the first goes on as a reference, which tinyxml2 keeps.
    void blank_value() {
        const bool is_line_end = rest_.front() == '\r' || rest_.front() == '\n';
        flush();
        out_ += is_line_end ? "&#10;" : rest_.front() == '\t' ? "&#9;" : "&#32;";
        rest_.remove_prefix(rest_.starts_with("\r\n") ? 2 : 1);
        kept_ = rest_.data();
        pass(std::min(rest_.find('<'), rest_.size()));
    }

    std::string_view rest_;
    const char* kept_ = rest_.data();  // up to where it is in out_
    const std::string_view body_;
    std::string& out_;
    std::string problem_;
    std::size_t depth_ = 0;
    bool is_after_start_tag_ = false;
};

}  // namespace

Result<std::string_view> prepared_xml(std::string_view body, std::string& room) {
    return Scanner{body, room}.scan();
}

}  // namespace iamirror::aws
