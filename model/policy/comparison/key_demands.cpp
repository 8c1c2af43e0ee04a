#include <algorithm>
#include <set>

#include "model/policy/comparison/key_space.h"

namespace iamirror::model {

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
        state.may_be_absent = state.may_be_absent && null_holds(test.line, true) == holds;
        state.may_be_present = state.may_be_present && null_holds(test.line, false) == holds;
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
