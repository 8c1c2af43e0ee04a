#include "tests/model/policy/oracle/variable.h"

namespace iamirror::oracle {

namespace {

void append(Filled& filled, const Pattern& more) {
    filled.pattern.insert(filled.pattern.end(), more.begin(), more.end());
}

// inside: what stands between the braces; a default follows the name as ", 'text'".
void append_variable(const Facts& facts, const std::string& inside, Filled& filled) {
    if (inside == "*" || inside == "?" || inside == "$") {
        append(filled, literal(inside));
        return;
    }
    const std::size_t comma = inside.find(", '");
    const bool has_default = comma != std::string::npos && ends_with(inside, "'") && inside.size() > comma + 3;
    const Key key = facts.key(has_default ? inside.substr(0, comma) : inside);
    if (key.state == Key::State::unknown) {
        filled.unknown = true;
    } else if (key.state == Key::State::present && !key.is_list) {
        const std::string& value = key.values.at(0);
        append(filled, facts.mutated(Mutation::r11_substituted_star_is_wild) ? wild(value) : literal(value));
    } else if (has_default) {
        append(filled, literal(inside.substr(comma + 3, inside.size() - comma - 4)));
    } else {
        filled.without_value = true;
    }
}

}  // namespace

Filled fill_in(const Facts& facts, const std::string& text, Reading reading) {
    Filled filled;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t end = text.compare(at, 2, "${") == 0 ? text.find('}', at) : std::string::npos;
        if (reading.variables && end != std::string::npos) {
            append_variable(facts, text.substr(at + 2, end - at - 2), filled);
            at = end;
        } else {
            const std::string letter(1, text[at]);
            append(filled, reading.wildcards ? wild(letter) : literal(letter));
        }
    }
    return filled;
}

}  // namespace iamirror::oracle
