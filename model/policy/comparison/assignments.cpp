#include "model/policy/comparison/assignments.h"

#include <algorithm>

#include "model/policy/comparison/variable_values.h"
#include "model/policy/pattern.h"

namespace iamirror::model {
namespace {

using Value = std::optional<std::string>;

// A user's ARN ends with the name.
void narrow_arn(Scene& scene, const std::string& name) {
    KeyDomain& arn = scene.domains["aws:principalarn"];
    const bool is_user = scene.is_free && scene.principal.kind == RequestPrincipal::Kind::user;
    if (!is_user || has_wildcards(name) || !arn.values.empty()) return;
    std::vector<std::string> shapes;
    for (const std::string& shape : arn.shapes) {
        const std::string stem = shape.substr(0, shape.rfind('/') + 1);
        shapes.insert(shapes.end(), {stem + name, stem + "*/" + name});
    }
    arn.shapes = std::move(shapes);
}

}  // namespace

std::vector<VariableValues> assignments(const std::set<std::string>& variables, const Rules& rules, const Scene& scene,
                                        LanguageTable& table) {
    std::map<std::string, std::vector<Value>> choices;
    for (const std::string& variable : variables) choices.try_emplace(canonical_key(scene, variable));
    for (auto& [key, values] : choices) values = values_to_try(key, rules, scene, table);
    std::map<std::string, Value> plain, bare;
    for (const auto& [key, values] : choices) plain[key] = values.front();
    for (const auto& [key, values] : choices) bare[key] = values.back();
    std::vector<std::map<std::string, Value>> chosen{plain};
    for (const auto& [key, values] : choices)
        for (std::size_t i = 1; i < values.size(); ++i) (chosen.emplace_back(plain))[key] = values[i];
    if (choices.size() > 1) chosen.push_back(bare);
    constexpr std::size_t enough = 48;
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
    if (const auto name = values.find("aws:username"); name != values.end() && name->second)
        narrow_arn(out, *name->second);
    return out;
}

}  // namespace iamirror::model
