#include "model/policy/comparison/variables.h"

#include "model/arn.h"
#include "model/base/text.h"

namespace iamirror::model {
namespace {

struct Variable {
    std::string key;
    std::optional<std::string> fallback;
};

// "key, 'default'"
Variable read_variable(std::string_view inside) {
    const std::size_t comma = inside.find(',');
    if (comma == std::string_view::npos) return {to_lower_ascii(trim(inside)), std::nullopt};
    const std::string_view quoted = trim(inside.substr(comma + 1));
    const bool is_quoted = quoted.size() >= 2 && quoted.front() == '\'' && quoted.back() == '\'';
    if (!is_quoted) return {to_lower_ascii(trim(inside)), std::nullopt};
    return {to_lower_ascii(trim(inside.substr(0, comma))), std::string(quoted.substr(1, quoted.size() - 2))};
}

bool is_escape(std::string_view inside) {
    return inside == "*" || inside == "?" || inside == "$";
}

// Calls `on_plain` with what stands between variables and `on_variable` with what stands within each.
template <typename Plain, typename Inside>
void walk(std::string_view text, bool has_variables, const Plain& on_plain, const Inside& on_variable) {
    while (!text.empty()) {
        const std::size_t begin = has_variables ? text.find("${") : std::string_view::npos;
        const std::size_t end = begin == std::string_view::npos ? begin : text.find('}', begin);
        if (end == std::string_view::npos) return on_plain(text);
        on_plain(text.substr(0, begin));
        on_variable(text.substr(begin + 2, end - begin - 2));
        text.remove_prefix(end + 1);
    }
}

// Of a private plane of Unicode, so that no request and no policy has it by chance.
std::string mark(const Variable& variable) {
    constexpr std::string_view fence = "\U000F1A31";
    std::string out(fence);
    out += variable.key;
    if (variable.fallback) out += "," + *variable.fallback;
    return out += fence;
}

void put(FilledText& out, const Variable& variable, const VariableValues* values) {
    if (values == nullptr) {
        out.is_open = true;
        out.glob.add_text(mark(variable));
        out.widest.add_pattern("*");
        return;
    }
    const auto found = values->find(variable.key);
    const std::optional<std::string>& value =
        found != values->end() && found->second ? found->second : variable.fallback;
    if (!value) out.has_value = false;
    if (value) out.glob.add_text(*value);
    if (value) out.widest.add_text(*value);
}

void fill_in(FilledText& out, std::string_view text, const TextReading& how) {
    const auto on_plain = [&](std::string_view plain) {
        for (Glob* glob : {&out.glob, &out.widest})
            how.has_wildcards ? glob->add_pattern(plain) : glob->add_text(plain);
    };
    walk(text, how.has_variables, on_plain, [&](std::string_view inside) {
        if (!is_escape(inside)) return put(out, read_variable(inside), how.values);
        out.glob.add_text(inside);
        out.widest.add_text(inside);
    });
}

}  // namespace

FilledText fill_text(std::string_view text, const TextReading& how) {
    FilledText out;
    fill_in(out, text, how);
    return out;
}

FilledText fill_arn(std::string_view text, const TextReading& how) {
    const std::string_view resource = arn_segment(text, 5);
    FilledText out;
    out.glob.add_pattern(text.substr(0, text.size() - resource.size()));
    out.widest = out.glob;
    fill_in(out, resource, how);
    out.glob = out.glob.for_arns();
    out.widest = out.widest.for_arns();
    return out;
}

std::string example_of(std::string_view pattern, const TextReading& how) {
    std::string out;
    const auto on_plain = [&](std::string_view plain) {
        for (const char c : plain) {
            if (c == '*' && !out.ends_with("example")) out += "example";
            if (c == '?') out += 'x';
            if (c != '*' && c != '?') out += c;
        }
    };
    walk(pattern, how.has_variables, on_plain, [&](std::string_view inside) {
        const Variable variable = read_variable(inside);
        const auto found = how.values == nullptr ? VariableValues::const_iterator() : how.values->find(variable.key);
        if (is_escape(inside)) {
            out += inside;
        } else if (how.values != nullptr && found != how.values->end() && found->second) {
            out += *found->second;
        } else {
            out += variable.fallback.value_or("example");
        }
    });
    return out;
}

void collect_variables(std::string_view text, std::set<std::string>& keys) {
    walk(
        text, true, [](std::string_view) {},
        [&](std::string_view inside) {
            if (!is_escape(inside)) keys.insert(read_variable(inside).key);
        });
}

void collect_variables(const Policy& policy, std::set<std::string>& keys) {
    if (policy.version != current_policy_version) return;
    for (const Statement& statement : policy.statements) {
        for (const auto* list : {&statement.resource, &statement.not_resource})
            if (*list)
                for (const std::string& entry : **list) collect_variables(arn_segment(entry, 5), keys);
        for (const auto& [name, tests] : statement.condition)
            for (const auto& [key, values] : tests)
                for (const std::string& value : values) collect_variables(value, keys);
    }
}

}  // namespace iamirror::model
