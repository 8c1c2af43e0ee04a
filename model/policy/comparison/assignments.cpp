#include "model/policy/comparison/assignments.h"

#include <algorithm>

namespace iamirror::model {
namespace {

using Texts = std::vector<std::string>;
using Value = std::optional<std::string>;

template <typename Take>
void for_each_test(const Rules& rules, const Scene& scene, const Take& take) {
    for (const Rule& rule : rules.all)
        for (const auto& [name, tests] : rule.statement->condition)
            for (const auto& [written, values] : tests) take(canonical_key(scene, written), values);
}

bool holds(const Texts& values, const std::string& key, const Scene& scene) {
    return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
        std::set<std::string> held;
        collect_variables(value, held);
        return std::any_of(held.begin(), held.end(),
                           [&](const std::string& one) { return canonical_key(scene, one) == key; });
    });
}

// What the tests compare the key with, or a key that they compare with it.
void add_constants(const std::string& key, const Rules& rules, const Scene& scene, Texts& out) {
    std::set<std::string> keys{key};
    for_each_test(rules, scene, [&](const std::string& tested, const Texts& values) {
        if (holds(values, key, scene)) keys.insert(tested);
    });
    for_each_test(rules, scene, [&](const std::string& tested, const Texts& values) {
        if (keys.count(tested) == 0) return;
        for (const std::string& value : values)
            if (value.find("${") == std::string::npos) out.push_back(example_of(value));
    });
}

const Texts& entries_of(const Rule& rule) {
    static const Texts none;
    if (rule.statement->resource) return *rule.statement->resource;
    return rule.statement->not_resource ? *rule.statement->not_resource : none;
}

// "arn:…/home/${aws:username}/*" beside "arn:…/home/bob/x": bob.
void add_pieces(const std::string& entry, const Rules& rules, Texts& out) {
    const std::size_t begin = entry.find("${");
    if (begin == std::string::npos) return;
    const std::string start = entry.substr(0, begin);
    for (const Rule& rule : rules.all)
        for (const std::string& other : entries_of(rule)) {
            if (!other.starts_with(start)) continue;
            const std::string rest = other.substr(begin);
            const std::string piece = rest.substr(0, rest.find_first_of("/:*?$"));
            if (!piece.empty()) out.push_back(piece);
        }
}

std::vector<Value> values_to_try(const std::string& key, const Rules& rules, const Scene& scene) {
    const auto found = scene.domains.find(key);
    const KeyDomain domain = found == scene.domains.end() ? KeyDomain() : found->second;
    if (!domain.may_be_present) return {std::nullopt};
    Texts texts = domain.values;
    if (texts.empty()) {
        if (key == "aws:principalaccount") texts = {scene.principal.account};
        if (key == "aws:resourceaccount") texts = {scene.account};
        if (key == "aws:principalarn") texts = {scene.principal.name};
        if (texts.empty()) texts = {"example"};
        add_constants(key, rules, scene, texts);
        for (const Rule& rule : rules.all)
            for (const std::string& entry : entries_of(rule)) add_pieces(entry, rules, texts);
    }
    std::vector<Value> out;
    for (const std::string& text : texts)
        if (!text.empty() && std::find(out.begin(), out.end(), Value(text)) == out.end()) out.emplace_back(text);
    constexpr std::size_t enough = 6;
    if (out.size() > enough) out.resize(enough);
    if (domain.may_be_absent) out.emplace_back(std::nullopt);
    return out;
}

}  // namespace

std::vector<VariableValues> assignments(const std::set<std::string>& variables, const Rules& rules,
                                        const Scene& scene) {
    std::map<std::string, std::vector<Value>> choices;
    for (const std::string& variable : variables) choices.try_emplace(canonical_key(scene, variable));
    for (auto& [key, values] : choices) values = values_to_try(key, rules, scene);
    std::map<std::string, Value> plain, bare;
    for (const auto& [key, values] : choices) plain[key] = values.front();
    for (const auto& [key, values] : choices) bare[key] = values.back();
    std::vector<std::map<std::string, Value>> chosen{plain};
    for (const auto& [key, values] : choices)
        for (std::size_t i = 1; i < values.size(); ++i) (chosen.emplace_back(plain))[key] = values[i];
    if (choices.size() > 1) chosen.push_back(bare);
    constexpr std::size_t enough = 32;
    if (chosen.size() > enough) chosen.resize(enough);
    std::vector<VariableValues> out;
    for (const auto& values : chosen) {
        VariableValues all(values.begin(), values.end());
        for (const std::string& variable : variables) all[variable] = values.at(canonical_key(scene, variable));
        out.push_back(std::move(all));
    }
    return out;
}

Scene scene_with(const Scene& scene, const VariableValues& values) {
    Scene out = scene;
    for (const auto& [key, value] : values) {
        KeyDomain& domain = out.domains[canonical_key(scene, key)];
        domain = value ? KeyDomain{.may_be_absent = false, .values = {*value}} : KeyDomain{.may_be_present = false};
    }
    return out;
}

}  // namespace iamirror::model
