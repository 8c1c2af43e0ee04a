#include "model/policy/language_table.h"

#include <gtest/gtest.h>

#include "model/policy/internal/automaton.h"
#include "model/policy/internal/code_points.h"

namespace iamirror::model {
namespace {

TEST(LanguageTable, GivesOneNumberToOneLanguage) {
    LanguageTable table;
    EXPECT_EQ(table.of("*"), LanguageId::all);
    EXPECT_EQ(table.of("**"), LanguageId::all);
    EXPECT_EQ(table.of("a*?"), table.of("a?*"));
    EXPECT_EQ(table.literal("a*"), table.intern(Language::literal("a*")));
    EXPECT_NE(table.literal("a*"), table.of("a*"));
    EXPECT_NE(table.of("ab"), table.of_glob_nocase("ab"));
    EXPECT_EQ(table.of_arn_pattern("arn"), LanguageId::none);
    EXPECT_EQ(table.derivative(table.of("a/*"), "a/"), LanguageId::all);
    EXPECT_EQ(table.equal(table.of("a"), table.of("a")), Answer::yes);
    EXPECT_EQ(table.equal(table.of("a"), table.of("b")), Answer::no);
}

TEST(LanguageTable, ComputesNothingTwice) {
    LanguageTable table;
    const auto a = table.of("*a*"), b = table.of("b?*"), both = table.intersection(a, b);
    const auto languages = table.size(), states = table.states();
    EXPECT_EQ(table.intersection(b, a), both);
    EXPECT_EQ(table.of("*a*"), a);
    EXPECT_EQ(table.size(), languages);
    EXPECT_EQ(table.states(), states);
}

TEST(LanguageTable, JoinsMany) {
    LanguageTable table;
    std::vector<LanguageId> ids;
    EXPECT_EQ(table.union_of(ids), LanguageId::none);
    for (int i = 0; i < 300; ++i) ids.push_back(table.literal("arn:aws:s3:::bucket-" + std::to_string(i)));
    const auto all = table.union_of(ids);
    ASSERT_NE(all, LanguageId::unknown);
    for (const auto id : ids) EXPECT_EQ(table.covers(all, id), Answer::yes);
    EXPECT_EQ(table.difference(all, table.union_of(std::span(ids).first(299))), ids.back());
    EXPECT_EQ(table.covers(table.of("arn:aws:s3:::bucket-*"), all), Answer::yes);
    ids.push_back(LanguageId::all);
    EXPECT_EQ(table.union_of(ids), LanguageId::all);
}

TEST(LanguageTable, SaysUnknownUnlessTheOtherSideDecides) {
    LanguageTable t;
    constexpr auto none = LanguageId::none, all = LanguageId::all, unknown = LanguageId::unknown;
    const auto a = t.of("a");
    EXPECT_EQ(t.intersection(unknown, none), none);
    EXPECT_EQ(t.intersection(all, unknown), unknown);
    EXPECT_EQ(t.intersection(a, unknown), unknown);
    EXPECT_EQ(t.union_of(unknown, all), all);
    EXPECT_EQ(t.union_of(unknown, none), unknown);
    EXPECT_EQ(t.union_of(unknown, unknown), unknown);
    EXPECT_EQ(t.difference(none, unknown), none);
    EXPECT_EQ(t.difference(unknown, all), none);
    EXPECT_EQ(t.difference(unknown, unknown), unknown) << "two that are unknown need not be the same";
    EXPECT_EQ(t.difference(a, unknown), unknown);
    EXPECT_EQ(t.complement(unknown), unknown);
    EXPECT_EQ(t.derivative(unknown, "a"), unknown);
    EXPECT_EQ(t.covers(all, unknown), Answer::yes);
    EXPECT_EQ(t.covers(unknown, none), Answer::yes);
    EXPECT_EQ(t.covers(unknown, unknown), Answer::unknown);
    EXPECT_EQ(t.intersects(unknown, none), Answer::no);
    EXPECT_EQ(t.intersects(unknown, all), Answer::unknown);
    EXPECT_EQ(t.equal(unknown, unknown), Answer::unknown);
}

// ---- what is made to blow up

std::string repeated(std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += piece;
    return out;
}

TEST(LanguageTable, TakesLongGlobsThatAreHarmless) {
    LanguageTable table;
    EXPECT_EQ(table.of(repeated("*", 100'000)), LanguageId::all);
    const auto text = repeated("abcdefghij", 10'000);
    EXPECT_EQ(table.at(table.of(text + "*")).states(), 0u);
    EXPECT_EQ(table.covers(table.of(text + "*"), table.of(text)), Answer::yes);
    const auto many = table.of(repeated("*a", 5'000));
    EXPECT_EQ(table.at(many).states(), 5'001u) << "counts what it has seen of a";
    EXPECT_EQ(table.at(table.of(repeated("*?", 5'000))).states(), 5'001u) << "counts characters";
    EXPECT_EQ(table.covers(table.of("*a*a*"), table.intersection(many, table.of("a*"))), Answer::yes);
}

TEST(LanguageTable, EndsAtItsLimitsWithUnknown) {
    const LanguageLimits limits;
    LanguageTable table(limits);
    const auto window = "*a" + repeated("?", 40) + "b";  // remembers 40 characters: 2^40 states
    EXPECT_EQ(table.of(window), LanguageId::unknown);
    EXPECT_EQ(table.of(repeated("*a", 100'000)), LanguageId::unknown);
    EXPECT_EQ(table.of("*" + repeated("a?", 50'000)), LanguageId::unknown);
    EXPECT_TRUE(Glob(window).matches("a" + std::string(40, 'x') + "b")) << "matching needs no automaton";
    EXPECT_LE(table.states(), limits.table_states);
}

TEST(LanguageTable, EndsUnionsThatBlowUpWithUnknown) {
    const LanguageLimits limits{.states = 2'000};
    LanguageTable table(limits);
    std::vector<LanguageId> ids;
    for (char32_t c = 0x4E00; c < 0x4E00 + 2'000; ++c) {  // remembers which of 2,000 characters were there: 2^2,000
        std::string character;
        internal::append_utf8(character, c);
        ids.push_back(table.of("*" + character + "*" + character + "*"));
    }
    const auto all = table.union_of(ids);
    EXPECT_EQ(all, LanguageId::unknown);
    EXPECT_EQ(table.complement(all), LanguageId::unknown);
    for (std::size_t id = 3; id < table.size(); ++id)
        ASSERT_LE(table.at(static_cast<LanguageId>(id)).states(), limits.states);
}

TEST(LanguageTable, AnswersWithinASmallLimitOrNotAtAll) {
    const auto a = Language::of("*a???*b*").value(), b = Language::of("*b???*a*").value();
    const auto exact = intersection(a, b).value();
    int unknown = 0, known = 0;
    for (std::size_t states = 1; states < 200; ++states) {
        const LanguageLimits limits{.states = states};
        const auto both = intersection(a, b, limits);
        ++(both ? known : unknown);
        ASSERT_EQ(both.value_or(exact), exact) << states;
        ASSERT_NE(covers(a, b, limits), Answer::yes) << states;
        ASSERT_NE(intersects(a, b, limits), Answer::no) << states;
    }
    EXPECT_GT(known, 10);
    EXPECT_GT(unknown, 10);
}

TEST(LanguageTable, HoldsNoMoreThanItMay) {
    const LanguageLimits limits{.table_states = 100};
    LanguageTable table(limits);
    int unknown = 0;
    for (int i = 0; i < 100; ++i) unknown += table.of("*" + std::to_string(1'000 + i) + "?") == LanguageId::unknown;
    EXPECT_LE(table.states(), limits.table_states);
    EXPECT_GT(unknown, 50);
    EXPECT_NE(table.literal("needs no state"), LanguageId::unknown);
}

TEST(LanguageTable, AnAutomatonIsAskedForNoMoreWorkThanItsBudget) {
    internal::Budget budget(10);
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(budget.take_state());
    EXPECT_FALSE(budget.take_state());
    EXPECT_TRUE(budget.take_work(320));
    EXPECT_FALSE(budget.take_work(1));
}

}  // namespace
}  // namespace iamirror::model
