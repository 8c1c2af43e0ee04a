#include "model/policy/comparison/key_space.h"

#include <algorithm>
#include <set>

#include "model/policy/catalogue.h"
#include "model/policy/comparison/typed_values.h"

namespace iamirror::model {
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
        if (!split(cells, language_of(test.line, test.wanted, table_))) return doubt(key);
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
        for (const TestId id : tests) out += passes(tests_[id].line, tests_[id].wanted, value) ? '1' : '0';
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
        test.wanted = read_values(test.line, scene_, values_);
        for (const FilledText& wanted : test.wanted) test.is_opaque = test.is_opaque || wanted.is_open;
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
        for (std::size_t i = 0; i < key.samples.size(); ++i)
            tests_[id].passes[i] = passes(tests_[id].line, tests_[id].wanted, key.samples[i]);
}

}  // namespace iamirror::model
