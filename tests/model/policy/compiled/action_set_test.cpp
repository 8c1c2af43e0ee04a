// Sets of actions against sets of numbers.
#include "model/policy/compiled/action_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <random>
#include <set>

namespace iamirror::model {
namespace {

using Ids = std::set<ActionId>;

Ids members_of(const ActionSet& set) {
    const auto members = set.members();
    return {members.begin(), members.end()};
}

ActionSet set_of(const Ids& ids) {
    return ActionSet::of(std::vector<ActionId>(ids.begin(), ids.end()));
}

Ids random_ids(std::mt19937& random) {
    Ids out;
    const auto base = random() % 20'000, width = 1 + random() % 300, count = random() % 40;
    for (std::size_t i = 0; i < count; ++i) out.insert(static_cast<ActionId>(base + random() % width));
    return out;
}

TEST(ActionSet, OperationsAreThoseOfSets) {
    std::mt19937 random(7);
    for (int round = 0; round < 2'000; ++round) {
        const Ids a = random_ids(random), b = round % 3 == 0 ? random_ids(random) : [&] {
            Ids near;
            for (const ActionId id : a) near.insert(static_cast<ActionId>(id + random() % 3));
            return near;
        }();
        Ids both, either, rest;
        std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(both, both.end()));
        std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::inserter(either, either.end()));
        std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::inserter(rest, rest.end()));
        const ActionSet x = set_of(a), y = set_of(b);
        EXPECT_EQ(members_of(x & y), both);
        EXPECT_EQ(members_of(x | y), either);
        EXPECT_EQ(members_of(x - y), rest);
        EXPECT_EQ((x - y) | (x & y), x) << "equal sets have one form";
        EXPECT_EQ(((x - y) | (x & y)).hash(), x.hash());
        EXPECT_EQ(x.count(), a.size());
        EXPECT_EQ(x.is_empty(), a.empty());
    }
}

TEST(ActionSet, TellsWhatIsInIt) {
    const ActionSet set = set_of({63, 64, 200});
    for (ActionId id = 0; id < 400; ++id) EXPECT_EQ(set.contains(id), id == 63 || id == 64 || id == 200) << id;
    EXPECT_FALSE(set.contains(UINT32_MAX));
    EXPECT_FALSE(ActionSet().contains(0));
    EXPECT_EQ(set.next(), 63U);
    EXPECT_EQ(set.next(65), 200U);
    EXPECT_EQ(set.next(201), std::nullopt);
    EXPECT_EQ(set.next(100'000), std::nullopt);
    EXPECT_EQ(ActionSet().next(), std::nullopt);
    EXPECT_EQ(set.end(), 201U);
    EXPECT_EQ(set_of({63}).end(), 64U);
    EXPECT_EQ(ActionSet().end(), 0U);
}

TEST(ActionSet, AllIsTheCatalogue) {
    const ActionSet all = ActionSet::all();
    EXPECT_EQ(all.count(), catalogue().size());
    EXPECT_FALSE(all.contains(static_cast<ActionId>(catalogue().size())));
    EXPECT_EQ(all.witness(), catalogue().full_name(0));
    EXPECT_EQ(ActionSet().witness(), std::nullopt);
}

}  // namespace
}  // namespace iamirror::model
