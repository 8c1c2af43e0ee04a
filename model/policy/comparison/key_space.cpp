#include "model/policy/comparison/key_space.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "model/policy/catalogue.h"
#include "model/policy/comparison/typed_values.h"
#include "model/policy/evaluation/values.h"

namespace iamirror::model {
namespace {

bool is_textual(ValueKind kind) {
    return kind == ValueKind::text || kind == ValueKind::text_without_case || kind == ValueKind::pattern ||
           kind == ValueKind::arn;
}

bool needs_all(const ConditionOperator& op) {
    return op.quantifier == Quantifier::for_all_values || (op.quantifier == Quantifier::none && op.is_negated);
}

// What the test comes to where the key is not there.
bool if_missing(const ConditionOperator& op) {
    if (op.if_exists || op.quantifier == Quantifier::for_all_values) return true;
    return op.is_negated && op.quantifier == Quantifier::none;
}

// What Null says of a key that is absent, or present.
bool wants(const KeyTest& line, bool absent) {
    return std::any_of(line.values.begin(), line.values.end(),
                       [&](const std::string& text) { return read_bool(text) == absent; });
}

bool is_of_itself(const KeyTest& line, const std::string& value, const Scene& scene) {
    const bool is_variable = value.starts_with("${") && value.ends_with("}") && is_textual(line.op.kind);
    if (!is_variable || !line.has_variables || value.find('}') + 1 != value.size()) return false;
    return canonical_key(scene, value.substr(2, value.size() - 3)) == line.key;
}

}  // namespace

std::strong_ordering KeyTest::operator<=>(const KeyTest& other) const {
    return std::tie(key, written, values, has_variables) <=>
           std::tie(other.key, other.written, other.values, other.has_variables);
}

std::size_t KeySpace::key_of(const std::string& name) {
    const auto [place, is_new] = key_ids_.try_emplace(name, keys_.size());
    if (!is_new) return place->second;
    Key key{.name = name};
    const CatalogueKey* known = catalogue().find_key(name);
    key.has_several = known != nullptr && known->has_several_values;
    if (const auto domain = scene_.domains.find(name); domain != scene_.domains.end()) key.domain = domain->second;
    keys_.push_back(std::move(key));
    return place->second;
}

TestId KeySpace::add(KeyTest test) {
    std::sort(test.values.begin(), test.values.end());
    const auto id = static_cast<TestId>(tests_.size());
    const auto [place, is_new] = test_ids_.try_emplace(test, id);
    if (!is_new) return place->second;
    const std::size_t index = key_of(test.key);
    Key& key = keys_[index];
    key.has_several = key.has_several || test.op.quantifier != Quantifier::none;
    key.tests.push_back(id);
    tests_.push_back({.line = std::move(test), .key = index});
    return id;
}

// ---- the kinds of values of a key

void KeySpace::read(Test& test) {
    const ValueKind kind = test.line.op.kind;
    const bool has_wildcards = kind == ValueKind::pattern || kind == ValueKind::arn;
    const TextReading how{test.line.has_variables && takes_variables(kind), has_wildcards, values_};
    for (const std::string& value : test.line.values) {
        FilledText filled = fill_text(value, how);
        // whatever it is, it equals itself
        if (filled.is_open && is_of_itself(test.line, value, scene_)) filled = fill_text("*", {false, true, nullptr});
        test.is_opaque = test.is_opaque || filled.is_open;
        test.wanted.push_back(std::move(filled));
    }
}

LanguageId KeySpace::language_of(const Test& test) {
    std::vector<LanguageId> parts;
    for (const FilledText& wanted : test.wanted) {
        if (!wanted.has_value) continue;
        if (test.line.op.kind == ValueKind::arn) {
            parts.push_back(table_.of(wanted.glob.for_arns()));
        } else if (test.line.op.kind == ValueKind::text_without_case) {
            parts.push_back(table_.of(wanted.glob.ignoring_case()));
        } else {
            parts.push_back(table_.of(wanted.glob));
        }
    }
    return table_.union_of(parts);
}

// False where they become too many, or one is too large.
bool KeySpace::split(std::vector<LanguageId>& cells, LanguageId by) {
    std::vector<LanguageId> out;
    for (const LanguageId cell : cells) {
        for (const LanguageId part : {table_.intersection(cell, by), table_.difference(cell, by)}) {
            if (part == LanguageId::unknown) return false;
            if (part != LanguageId::none) out.push_back(part);
        }
    }
    cells = std::move(out);
    return cells.size() <= Demands::max_values;
}

void KeySpace::take_texts(Key& key) {
    std::vector<LanguageId> cells{shape_of(key.domain, table_)};
    for (const TestId id : key.tests) {
        const Test& test = tests_[id];
        if (test.is_opaque || !is_textual(test.line.op.kind)) continue;
        if (!split(cells, language_of(test))) return doubt(key);
    }
    for (const LanguageId cell : cells) key.samples.push_back(sample_of(key, cell));
    key.cells = std::move(cells);
}

std::string KeySpace::sample_of(const Key& key, LanguageId cell) const {
    const Language& language = table_.at(cell);
    for (const TestId id : key.tests) {
        if (tests_[id].line.op.kind == ValueKind::presence) continue;
        for (const std::string& value : tests_[id].line.values)
            if (const std::string text = example_of(value); language.matches(text)) return text;
    }
    if (language.matches("example")) return "example";
    return language.witness().value_or("");
}

void KeySpace::take_typed(Key& key, const std::vector<TestId>& tests) {
    std::vector<std::string> constants;
    for (const TestId id : tests)
        constants.insert(constants.end(), tests_[id].line.values.begin(), tests_[id].line.values.end());
    const auto outcome = [&](const std::string& value) {
        std::string out;
        for (const TestId id : tests) out += passes(tests_[id], value) ? '1' : '0';
        return out;
    };
    std::set<std::string> seen;
    for (std::string& value : sample_values(tests_[tests.front()].line.op.kind, constants))
        if (seen.insert(outcome(value)).second) key.samples.push_back(std::move(value));
    if (key.samples.size() > Demands::max_values) doubt(key);
}

// What is guessed at from here on: each test on it may come out either way where nothing is filled in.
void KeySpace::doubt(Key& key) {
    key.is_opaque = true;
    doubtful_.insert(key.name);
    if (key.samples.size() > Demands::max_values) key.samples.resize(Demands::max_values);
}

void KeySpace::prepare(Key& key) {
    if (key.is_ready) return;
    key.is_ready = true;
    bool is_textual_key = false;
    std::map<ValueKind, std::vector<TestId>> typed;
    for (const TestId id : key.tests) {
        Test& test = tests_[id];
        read(test);
        const ValueKind kind = test.line.op.kind;
        if (kind == ValueKind::presence) continue;
        if (is_textual(kind)) is_textual_key = true;
        if (!is_textual(kind)) typed[kind].push_back(id);
    }
    if (!key.domain.values.empty()) {
        key.samples = key.domain.values;
    } else if (is_textual_key || typed.empty()) {
        take_texts(key);
    }
    if (key.domain.values.empty())
        for (const auto& [kind, tests] : typed) take_typed(key, tests);
    // texts that are also numbers: the kinds of the one are told apart without the other
    if (typed.size() + (is_textual_key ? 1U : 0U) > 1 && key.domain.values.empty()) doubt(key);
    for (const TestId id : key.tests)
        for (std::size_t i = 0; i < key.samples.size(); ++i) tests_[id].passes[i] = passes(tests_[id], key.samples[i]);
}

bool KeySpace::passes(const Test& test, const std::string& value) const {
    if (test.line.op.kind == ValueKind::presence) return true;
    bool is_met = false;
    for (std::size_t i = 0; i < test.wanted.size() && !is_met; ++i) {
        const FilledText& wanted = test.wanted[i];
        is_met = wanted.has_value && compare(test.line.op, wanted.glob, test.line.values[i], value).value_or(false);
    }
    return is_met != test.line.op.is_negated;
}

// ---- what is asked of them

Demands::OfKey& KeySpace::state_of(Demands& demands, std::size_t index) {
    if (demands.keys_.size() < keys_.size()) demands.keys_.resize(keys_.size());
    if (demands.opaque_.size() < tests_.size()) demands.opaque_.resize(tests_.size());
    Demands::OfKey& state = demands.keys_[index];
    if (state.is_touched) return state;
    prepare(keys_[index]);
    const Key& key = keys_[index];
    state.is_touched = true;
    state.may_be_absent = key.domain.may_be_absent;
    state.may_be_present = key.domain.may_be_present;
    for (std::size_t i = 0; i < key.samples.size(); ++i) state.all_in.set(i);
    return state;
}

bool KeySpace::is_possible(const Demands::OfKey& state) {
    if (state.may_be_absent) return true;
    if (!state.may_be_present || state.all_in.none()) return false;
    return std::all_of(state.some.begin(), state.some.end(),
                       [&](const Demands::Mask& some) { return (some & state.all_in).any(); });
}

// Only what follows from the key being absent is known.
bool KeySpace::demand_opaque(Demands& demands, TestId id, bool holds) {
    is_exact_ = false;
    doubtful_.insert(tests_[id].line.key);
    signed char& known = demands.opaque_[id];
    const signed char wanted = holds ? 1 : -1;
    if (known == -wanted) return false;
    known = wanted;
    return true;
}

bool KeySpace::demand(Demands& demands, TestId id, bool holds) {
    const std::size_t index = tests_[id].key;
    Demands::OfKey& state = state_of(demands, index);
    const Test& test = tests_[id];
    const Key& key = keys_[index];
    if (test.line.op.kind == ValueKind::presence) {
        state.may_be_absent = state.may_be_absent && wants(test.line, true) == holds;
        state.may_be_present = state.may_be_present && wants(test.line, false) == holds;
        return is_possible(state);
    }
    state.may_be_absent = state.may_be_absent && if_missing(test.line.op) == holds;
    if (test.is_opaque || (key.is_opaque && values_ == nullptr))
        return is_possible(state) && demand_opaque(demands, id, holds);
    if (key.is_opaque) is_exact_ = false;
    const Demands::Mask good = holds ? test.passes : ~test.passes;
    if (needs_all(test.line.op) == holds || !key.has_several) {
        state.all_in &= good;
    } else {
        state.some.push_back(good);
    }
    return is_possible(state);
}

// ---- a solution

std::string KeySpace::best(const Key& key, const Mask& allowed, const std::vector<std::string>& wishes) {
    for (const std::string& wish : wishes)
        for (std::size_t i = 0; i < key.cells.size(); ++i) {
            if (!allowed[i]) continue;
            const LanguageId part = table_.intersection(key.cells[i], table_.of(wish));
            if (part == LanguageId::none || part == LanguageId::unknown) continue;
            const std::string example = example_of(wish);
            return table_.at(part).matches(example) ? example : table_.at(part).witness().value_or("");
        }
    std::size_t first = 0;
    while (!allowed[first]) ++first;
    return key.samples[first];
}

KeyValue KeySpace::value_of(const Demands& demands, const std::string& name, const std::vector<std::string>& wishes) {
    const auto found = key_ids_.find(name);
    if (found == key_ids_.end()) return std::nullopt;
    const Demands::OfKey& state = demands.keys_[found->second];
    const Key& key = keys_[found->second];
    if (!state.may_be_present || state.all_in.none()) return std::nullopt;
    Mask common = state.all_in;
    for (const Mask& some : state.some) common &= some;
    if (common.any()) return std::vector<std::string>{best(key, common, wishes)};
    std::set<std::string> values;
    for (const Mask& some : state.some) {
        const Mask allowed = some & state.all_in;
        if (allowed.none()) return std::nullopt;
        values.insert(best(key, allowed, wishes));
    }
    return std::vector<std::string>(values.begin(), values.end());
}

std::vector<std::string> KeySpace::demanded(const Demands& demands) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < demands.keys_.size(); ++i)
        if (demands.keys_[i].is_touched) out.push_back(keys_[i].name);
    return out;
}

}  // namespace iamirror::model
