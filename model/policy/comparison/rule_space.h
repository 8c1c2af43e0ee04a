// What each rule reaches in a scene: resources as languages, and the tests of its conditions.
#pragma once

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "model/policy/comparison/key_space.h"
#include "model/policy/comparison/rules.h"
#include "model/policy/evaluation/resource_kind.h"

namespace iamirror::model {

// Where variables are left open, what a rule surely reaches and what it may reach differ; else all four are the same.
//
// A variable written as a mark that nothing else has (marked_…) proves more than either: whatever the value is, what
// holds of the marks holds of it, as long as one rule alone asks for marked resources and the others only take away.
// Putting the value in the marks' place turns a marked resource that a pattern matches into one that it matches with
// the value; only `?` counts characters, so that what takes away has no `?`; and a NotResource takes away nothing, as
// the value may be in what it lists.
struct RuleReach {
    bool is_possible = true;  // the principal is named
    bool is_open = false;     // a variable of its resources is left open
    LanguageId surely = LanguageId::none, maybe = LanguageId::none;
    LanguageId marked = LanguageId::none, marked_surely = LanguageId::none;
    std::vector<TestId> tests;
    std::uint32_t resources = 0;  // equal where two rules write the same resources, which then are the same
    std::uint32_t opposite =
        0;  // of the rules that write as NotResource what this one writes as Resource, or the reverse
};

class RuleSpace {
  public:
    RuleSpace(const Rules& rules, const Scene& scene, const VariableValues* values, LanguageTable& table);

    const RuleReach& reach(RuleId rule);
    // The resources that an action of that kind has at all.
    LanguageId universe(ResourceKind kind);
    KeySpace& keys() { return keys_; }
    const KeySpace& keys() const { return keys_; }
    bool has_open_variables() const { return values_ == nullptr; }

  private:
    using WrittenResources =
        std::tuple<std::optional<std::vector<std::string>>, std::optional<std::vector<std::string>>, bool, bool>;
    struct Entries {
        LanguageId surely, maybe, marked, marked_surely;
        bool is_open;
    };
    Entries read_entries(const std::vector<std::string>& patterns, bool has_variables);
    LanguageId any_of(const std::vector<std::string>& globs);
    LanguageId resources_of(ResourceKind kind);
    std::uint32_t number_of(WrittenResources written);
    bool names_principal(const Rule& rule) const;
    void read_resources(const Rule& rule, RuleReach& out);
    void read_tests(const Rule& rule, RuleReach& out);

    const Rules& rules_;
    const Scene& scene_;
    const VariableValues* values_;
    LanguageTable& table_;
    KeySpace keys_;
    std::vector<RuleReach> reaches_;
    std::vector<bool> is_read_;
    std::map<ResourceKind, LanguageId> universes_;
    std::map<WrittenResources, std::uint32_t> written_;
};

}  // namespace iamirror::model
