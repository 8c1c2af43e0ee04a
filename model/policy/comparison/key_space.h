// Context keys as finitely many values: for each key the texts that the tests on it tell apart, one of each kind; so
// whether tests can come out as asked, all together, is found by looking at each key alone.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/policy/comparison/key_test.h"
#include "model/policy/language_table.h"

namespace iamirror::model {

using TestId = std::uint32_t;

// What the key of a witness has; nullopt: it is not there.
using KeyValue = std::optional<std::vector<std::string>>;

// How the tests that were asked for can come out; copied at each branch of a search.
class Demands {
  private:
    friend class KeySpace;
    static constexpr std::size_t max_values = 256;
    using Mask = std::bitset<max_values>;
    struct OfKey {
        bool is_touched = false;
        bool may_be_absent = true, may_be_present = true;
        Mask all_in;             // every value is one of these
        std::vector<Mask> some;  // and for each of these one value is in it
    };
    std::vector<OfKey> keys_;
    std::vector<signed char> opaque_;  // of tests that are taken as they come: 0 not asked, 1 holds, -1 fails
};

class KeySpace {
  public:
    // `values`: of the variables; nullptr: they are open, and a test that holds one may come out either way.
    // `scene`, `values` and `table` outlive it.
    KeySpace(const Scene& scene, const VariableValues* values, LanguageTable& table)
        : scene_(scene), values_(values), table_(table) {}

    // All tests are added before the first demand.
    TestId add(KeyTest test);
    bool demand(Demands& demands, TestId test, bool holds);  // false: not together with the others

    // The keys that tests were asked of, and what one of them can have then, if possible one of the globs `wishes`.
    std::vector<std::string> demanded(const Demands& demands) const;
    KeyValue value_of(const Demands& demands, const std::string& name, const std::vector<std::string>& wishes);

    // Whether what demand() said was more than a guess: no test was taken as it comes, and no key has more kinds of
    // values than were looked at.
    bool is_exact() const { return is_exact_; }
    // Of the keys that were not looked at exactly.
    const std::set<std::string>& doubtful_keys() const { return doubtful_; }

  private:
    using Mask = Demands::Mask;
    struct Test {
        KeyTest line;
        std::size_t key = 0;
        bool is_opaque = false;
        Mask passes;
        std::vector<FilledText> wanted;
    };
    struct Key {
        std::string name;
        std::vector<TestId> tests;
        bool is_ready = false, is_opaque = false, has_several = false;
        std::vector<std::string> samples;
        std::vector<LanguageId> cells;  // beside the samples where values are texts
        KeyDomain domain;
    };

    std::size_t key_of(const std::string& name);
    void prepare(Key& key);
    void take_texts(Key& key);
    void take_typed(Key& key, const std::vector<TestId>& tests);
    bool split(std::vector<LanguageId>& cells, LanguageId by);
    std::string sample_of(const Key& key, LanguageId cell) const;
    void doubt(Key& key);
    bool demand_opaque(Demands& demands, TestId id, bool holds);
    static bool is_possible(const Demands::OfKey& state);
    Demands::OfKey& state_of(Demands& demands, std::size_t key);
    std::string best(const Key& key, const Mask& allowed, const std::vector<std::string>& wishes);

    const Scene& scene_;
    const VariableValues* values_;
    LanguageTable& table_;
    std::vector<Key> keys_;
    std::vector<Test> tests_;
    std::map<std::string, std::size_t> key_ids_;
    std::map<KeyTest, TestId> test_ids_;
    bool is_exact_ = true;
    std::set<std::string> doubtful_;
};

}  // namespace iamirror::model
