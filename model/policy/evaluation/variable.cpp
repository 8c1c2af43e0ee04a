#include "model/policy/evaluation/variable.h"

#include <optional>

#include "model/arn.h"
#include "model/base/text.h"

namespace iamirror::model {
namespace {

using State = Substituted::State;

struct Variable {
    std::string_view name;
    std::optional<std::string_view> fallback;
};

// "key, 'default'"
Variable read_variable(std::string_view inside) {
    const std::size_t comma = inside.find(',');
    if (comma == std::string_view::npos) return {trim(inside), std::nullopt};
    const std::string_view quoted = trim(inside.substr(comma + 1));
    if (quoted.size() < 2 || quoted.front() != '\'' || quoted.back() != '\'') return {trim(inside), std::nullopt};
    return {trim(inside.substr(0, comma)), quoted.substr(1, quoted.size() - 2)};
}

void put(Substituted& out, std::string_view inside, const Facts& facts) {
    if (inside == "*" || inside == "?" || inside == "$") {
        out.glob.add_text(inside);
        return;
    }
    const Variable variable = read_variable(inside);
    const KeyValues values = facts.key(variable.name);
    if (values.state == KeyValues::State::present && values.values.size() == 1) {
        out.glob.add_text(values.values.front());
    } else if (values.state == KeyValues::State::unknown) {
        if (out.state == State::done) out.state = State::unknown;
    } else if (variable.fallback) {
        out.glob.add_text(*variable.fallback);
    } else {
        out.state = State::no_value;
    }
}

void fill_in(Substituted& out, std::string_view text, const Facts& facts, const Substitution& how) {
    while (!text.empty()) {
        const std::size_t begin = how.has_variables ? text.find("${") : std::string_view::npos;
        const std::size_t end = begin == std::string_view::npos ? begin : text.find('}', begin);
        const std::string_view plain = text.substr(0, end == std::string_view::npos ? end : begin);
        how.has_wildcards ? out.glob.add_pattern(plain) : out.glob.add_text(plain);
        if (end == std::string_view::npos) return;
        put(out, text.substr(begin + 2, end - begin - 2), facts);
        if (out.glob.tokens().size() > max_filled_characters) {
            out.state = State::no_value;
            return;
        }
        text.remove_prefix(end + 1);
    }
}

}  // namespace

Substituted substitute(std::string_view text, const Facts& facts, const Substitution& how) {
    Substituted out;
    fill_in(out, text, facts, how);
    return out;
}

Substituted substitute_arn(std::string_view text, const Facts& facts, bool has_variables) {
    const std::string_view resource = arn_segment(text, 5);
    Substituted out;
    out.glob.add_pattern(text.substr(0, text.size() - resource.size()));
    fill_in(out, resource, facts, {has_variables, true});
    out.glob = out.glob.for_arns();
    return out;
}

}  // namespace iamirror::model
