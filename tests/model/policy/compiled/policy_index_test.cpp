// The index of a policy against looking at each of its entries.
#include "model/policy/compiled/policy_index.h"

#include <gtest/gtest.h>

#include <random>

namespace iamirror::model::compiled {
namespace {

constexpr std::size_t actions = 3'000;

ActionSet random_set(std::mt19937& random) {
    std::vector<ActionId> members;
    const std::size_t step = 1 + random() % 50, begin = random() % actions;
    for (std::size_t id = begin; id < actions && members.size() < 1 + random() % 2'000; id += step)
        members.push_back(static_cast<ActionId>(id));
    if (random() % 10 == 0) members.clear();
    if (random() % 10 == 0)
        for (ActionId id = 0; id < actions; ++id) members.push_back(id);
    return ActionSet::of(members);
}

TEST(PolicyIndex, FindsTheEntriesThatNameAnAction) {
    std::mt19937 random(5);
    for (int round = 0; round < 20; ++round) {
        std::vector<ActionSet> sets(random() % 60);
        for (ActionSet& set : sets) set = random_set(random);
        std::vector<const ActionSet*> views;
        for (const ActionSet& set : sets) views.push_back(&set);
        const PolicyIndex index(views, actions);
        for (ActionId action = 0; action < actions; ++action) {
            std::vector<std::uint32_t> expected;
            for (std::uint32_t i = 0; i < sets.size(); ++i)
                if (sets[i].contains(action)) expected.push_back(i);
            const auto found = index.entries(action);
            ASSERT_EQ(std::vector<std::uint32_t>(found.begin(), found.end()), expected) << action;
        }
    }
}

// Half of the actions each, in so many ways that every action has a list of its own: nobody writes that by chance.
TEST(PolicyIndex, GivesUpOnWhatIsMadeToBlowItUp) {
    std::vector<ActionSet> sets;
    for (std::uint32_t bit = 0; bit < 12; ++bit) {
        std::vector<ActionId> members;
        for (ActionId id = 0; id < actions; ++id)
            if ((id >> bit & 1U) != 0) members.push_back(id);
        sets.push_back(ActionSet::of(members));
    }
    std::vector<const ActionSet*> views;
    for (std::size_t i = 0; i < 5'000; ++i) views.push_back(&sets[i % sets.size()]);
    EXPECT_TRUE(PolicyIndex(views, actions).is_empty());
    views.resize(24);
    EXPECT_FALSE(PolicyIndex(views, actions).is_empty());
}

}  // namespace
}  // namespace iamirror::model::compiled
