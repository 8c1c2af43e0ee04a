#include "model/json.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/base/text.h"

namespace iamirror::model {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void append_utf8(std::string& out, unsigned code) {
    const auto octet = [&out](unsigned value) { out += static_cast<char>(value); };
    if (code < 0x80) {
        octet(code);
    } else if (code < 0x800) {
        octet(0xC0 | code >> 6);
        octet(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        octet(0xE0 | code >> 12);
        octet(0x80 | (code >> 6 & 0x3F));
        octet(0x80 | (code & 0x3F));
    } else {
        octet(0xF0 | code >> 18);
        octet(0x80 | (code >> 12 & 0x3F));
        octet(0x80 | (code >> 6 & 0x3F));
        octet(0x80 | (code & 0x3F));
    }
}

// PostgreSQL keeps 131,072 digits before the point and 16,383 behind it; we stay well inside.
// https://www.postgresql.org/docs/current/datatype-numeric.html
bool fits_numeric(std::string_view number) {
    const std::size_t e = number.find_first_of("eE");
    const std::string_view mantissa = number.substr(0, e);
    const std::size_t point = mantissa.find('.');
    const long whole = static_cast<long>(point == std::string_view::npos ? mantissa.size() : point);
    const long fraction = static_cast<long>(mantissa.size()) - whole;
    long exponent = 0;
    if (e != std::string_view::npos) {
        const std::string digits(number.substr(e + 1));
        if (digits.size() > 8) return false;
        exponent = std::stol(digits);
    }
    return whole + exponent <= 100'000 && fraction - exponent <= 16'000 && whole <= 100'000;
}

class Reader {
  public:
    Reader(std::string_view text, int max_depth) : text_(text), max_depth_(max_depth) {}

    JsonReading read() {
        Json value;
        if (!is_utf8(text_)) {
            fault(JsonFault::Kind::not_utf8);
        } else if (read_value(value) && at_end()) {
            return {std::move(value), std::move(faults_)};
        } else if (!is_stopped_) {
            stop(JsonFault::Kind::syntax);
        }
        return {std::nullopt, std::move(faults_)};
    }

  private:
    bool read_value(Json& value) {
        skip_blanks();
        if (position_ == text_.size()) return false;
        switch (text_[position_]) {
            case '{':
                return read_object(value);
            case '[':
                return read_list(value);
            case '"':
                value.kind = Json::Kind::string;
                return read_string(value.text);
            case 't':
                return read_word("true", Json::Kind::boolean, value);
            case 'f':
                return read_word("false", Json::Kind::boolean, value);
            case 'n':
                return read_word("null", Json::Kind::null, value);
            default:
                return read_number(value);
        }
    }

    bool read_object(Json& value) {
        value.kind = Json::Kind::object;
        if (!enter()) return false;
        std::set<std::string, std::less<>> names;
        if (!take('}')) {
            do {
                JsonMember& member = value.members.emplace_back();
                skip_blanks();
                if (!read_string(member.name)) return false;
                path_.push_back({member.name, -1});
                if (is_known(value.members, names)) fault(JsonFault::Kind::duplicate_key);
                if (!take(':') || !read_value(member.value)) return false;
                path_.pop_back();
            } while (take(','));
            if (!take('}')) return false;
        }
        --depth_;
        return true;
    }

    // Whether the last member has the name of one before. `names` are those before, once they are many.
    static bool is_known(const std::vector<JsonMember>& members, std::set<std::string, std::less<>>& names) {
        const auto last = members.end() - 1;
        const auto is_last = [&](const JsonMember& member) { return member.name == last->name; };
        if (members.size() <= 16) return std::any_of(members.begin(), last, is_last);
        if (names.empty())
            for (auto member = members.begin(); member != last; ++member) names.insert(member->name);
        return !names.insert(last->name).second;
    }

    bool read_list(Json& value) {
        value.kind = Json::Kind::list;
        if (!enter()) return false;
        if (!take(']')) {
            do {
                path_.push_back({"", static_cast<long>(value.items.size())});
                if (!read_value(value.items.emplace_back())) return false;
                path_.pop_back();
            } while (take(','));
            if (!take(']')) return false;
        }
        --depth_;
        return true;
    }

    bool read_word(std::string_view word, Json::Kind kind, Json& value) {
        if (text_.substr(position_, word.size()) != word) return false;
        position_ += word.size();
        value.kind = kind;
        if (kind == Json::Kind::boolean) value.text = word;
        return true;
    }

    bool read_number(Json& value) {
        const std::size_t start = position_;
        if (peek() == '-') ++position_;
        if (peek() == '0') {
            ++position_;
        } else if (!read_digits()) {
            return false;
        }
        if (peek() == '.') {
            ++position_;
            if (!read_digits()) return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            ++position_;
            if (peek() == '+' || peek() == '-') ++position_;
            if (!read_digits()) return false;
        }
        value.kind = Json::Kind::number;
        value.text = text_.substr(start, position_ - start);
        if (!fits_numeric(value.text)) fault(JsonFault::Kind::number_out_of_range);
        return true;
    }

    bool read_digits() {
        const std::size_t start = position_;
        while (is_digit(peek())) ++position_;
        return position_ > start;
    }

    bool read_string(std::string& out) {
        if (peek() != '"') return false;
        ++position_;
        while (position_ < text_.size()) {
            const std::size_t plain = plain_characters();
            out.append(text_, position_, plain);
            position_ += plain;
            if (position_ == text_.size()) return false;
            const char c = text_[position_++];
            if (c == '"') return true;
            if (static_cast<unsigned char>(c) < 0x20) {
                --position_;
                if (c == '\0') fault(JsonFault::Kind::nul);
                return false;
            }
            if (!read_escape(out)) return false;
        }
        return false;
    }

    // How many stand for themselves from here on in a string.
    std::size_t plain_characters() const {
        std::size_t end = position_;
        while (end < text_.size() && text_[end] != '"' && text_[end] != '\\' &&
               static_cast<unsigned char>(text_[end]) >= 0x20)
            ++end;
        return end - position_;
    }

    bool read_escape(std::string& out) {
        static constexpr std::string_view letters = "\"\\/bfnrt";
        static constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
        const char c = peek();
        if (c == 'u') return ++position_, read_code(out);
        const std::size_t at = letters.find(c);
        if (position_ == text_.size() || at == std::string_view::npos) return false;
        ++position_;
        out += meanings[at];
        return true;
    }

    bool read_code(std::string& out) {
        unsigned code = 0;
        if (!read_four(code)) return false;
        if (code >= 0xD800 && code < 0xDC00 && text_.substr(position_, 2) == "\\u") {
            const std::size_t mark = position_;
            unsigned low = 0;
            position_ += 2;
            if (!read_four(low)) return false;
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            } else {
                position_ = mark;
            }
        }
        if (code >= 0xD800 && code < 0xE000) {
            fault(JsonFault::Kind::lone_surrogate);
            out += replacement_character;
            return true;
        }
        if (code == 0) fault(JsonFault::Kind::nul);
        append_utf8(out, code);
        return true;
    }

    bool read_four(unsigned& code) {
        for (int i = 0; i < 4; ++i, ++position_) {
            const int value = position_ < text_.size() ? hex_value(text_[position_]) : -1;
            if (value < 0) return false;
            code = code << 4 | static_cast<unsigned>(value);
        }
        return true;
    }

    bool enter() {
        ++position_;
        if (++depth_ <= max_depth_) return true;
        path_.clear();  // a thousand names help nobody
        stop(JsonFault::Kind::too_deep);
        return false;
    }

    // NUL where the text ends, and where it holds one: neither begins anything.
    char peek() const { return position_ < text_.size() ? text_[position_] : '\0'; }

    bool take(char wanted) {
        skip_blanks();
        if (peek() != wanted) return false;
        ++position_;
        return true;
    }

    bool at_end() {
        skip_blanks();
        return position_ == text_.size();
    }

    void skip_blanks() {
        while (position_ < text_.size() && is_blank(text_[position_])) ++position_;
    }

    void stop(JsonFault::Kind kind) {
        is_stopped_ = true;
        if (kind == JsonFault::Kind::syntax && position_ < text_.size() && text_[position_] == '\0') {
            fault(JsonFault::Kind::nul);
        }
        fault(kind);
    }

    void fault(JsonFault::Kind kind) {
        const auto known = std::find_if(faults_.begin(), faults_.end(), [&](const auto& f) { return f.kind == kind; });
        if (known == faults_.end()) {
            faults_.push_back({kind, kind == JsonFault::Kind::syntax ? offset() : where()});
        } else {
            ++known->count;
        }
    }

    std::string offset() const { return "octet " + std::to_string(position_); }

    std::string where() const {
        std::string out;
        for (const Step& step : path_) {
            if (step.index >= 0) {
                out += '[' + std::to_string(step.index) + ']';
            } else {
                out += (out.empty() ? "" : ".") + step.name;
            }
        }
        return out;
    }

    struct Step {
        std::string name;
        long index;
    };

    std::string_view text_;
    int max_depth_;
    std::size_t position_ = 0;
    int depth_ = 0;
    bool is_stopped_ = false;
    std::vector<Step> path_;
    std::vector<JsonFault> faults_;
};

}  // namespace

Json Json::of_string(std::string value) {
    return {.kind = Kind::string, .text = std::move(value), .items = {}, .members = {}};
}

Json Json::of_list(std::vector<Json> values) {
    return {.kind = Kind::list, .text = {}, .items = std::move(values), .members = {}};
}

Json Json::of_object(std::vector<JsonMember> values) {
    return {.kind = Kind::object, .text = {}, .items = {}, .members = std::move(values)};
}

const Json* Json::find(std::string_view name) const {
    for (const JsonMember& member : members) {
        if (member.name == name) return &member.value;
    }
    return nullptr;
}

// Spelt out: clang 14, which builds the fuzz targets on Debian 12, crashes over a default that leads back to itself.
bool Json::operator==(const Json& other) const {
    return kind == other.kind && text == other.text && items == other.items && members == other.members;
}

bool JsonMember::operator==(const JsonMember& other) const {
    return name == other.name && value == other.value;
}

JsonReading read_json(std::string_view text, int max_depth) {
    return Reader(text, max_depth).read();
}

}  // namespace iamirror::model
