// Languages of globs against a naive matcher: exhaustively for short globs, by random for long ones.
#include "model/policy/language.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <unordered_map>

#include "model/policy/language_table.h"
#include "tests/model/policy/naive_glob.h"

namespace iamirror::model {
namespace {

// Which of the words are in it, a bool each.
using Members = std::vector<char>;

template <typename Matches>
Members members_by(const std::vector<std::string>& words, const Matches& matches) {
    Members out;
    for (const auto& word : words) out.push_back(matches(word));
    return out;
}

template <typename Combine>
Members combined(const Members& a, const Members& b, const Combine& combine) {
    Members out(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) out[i] = combine(a[i], b[i]);
    return out;
}

constexpr auto is_and = [](char a, char b) { return static_cast<char>(a & b); };
constexpr auto is_or = [](char a, char b) { return static_cast<char>(a | b); };
constexpr auto is_without = [](char a, char b) { return static_cast<char>(a & (1 ^ b)); };

Answer answer(bool is_so) {
    return is_so ? Answer::yes : Answer::no;
}

bool has_any(const Members& members) {
    return std::find(members.begin(), members.end(), 1) != members.end();
}

// What a table holds of the words, asked of each language once: equal numbers, equal members.
class WordsOf {
  public:
    WordsOf(const LanguageTable& table, const std::vector<std::string>& words) : table_(table), words_(words) {}
    const Members& of(LanguageId id) {
        Members& members = known_[id];
        if (members.empty())
            members = members_by(words_, [&](const auto& word) { return table_.at(id).matches(word); });
        return members;
    }

  private:
    const LanguageTable& table_;
    const std::vector<std::string>& words_;
    std::unordered_map<LanguageId, Members> known_;
};

// Of `a` and `b`, `a` and not `b`: what was found among the words, or else a longer word proves it.
void check_found(Answer ours, bool is_found, const Language& found,
                 const std::function<bool(const std::string&)>& is_in) {
    if (is_found || ours != Answer::yes) {
        ASSERT_EQ(ours, answer(is_found));
        ASSERT_EQ(found.is_empty(), !is_found);
        return;
    }
    ASSERT_TRUE(is_in(found.witness().value()));
}

// Every pair of globs, in each operation: what the automata say of each word is what the naive matcher says.
void check_all_pairs(const std::vector<std::string>& globs, const std::vector<std::string>& words) {
    LanguageTable table;
    WordsOf ours(table, words);
    std::map<Members, std::string> distinct;
    for (const auto& glob : globs) {
        distinct.emplace(members_by(words, [&](const auto& word) { return naive::matches(glob, word); }), glob);
    }
    std::vector<std::pair<LanguageId, const Members*>> languages;
    for (const auto& [members, glob] : distinct) languages.emplace_back(table.of(glob), &members);
    for (const auto& [a, in_a] : languages) {
        ASSERT_EQ(ours.of(a), *in_a) << distinct[*in_a];
        ASSERT_EQ(ours.of(table.complement(a)), combined(Members(words.size(), 1), *in_a, is_without));
        for (const auto& [b, in_b] : languages) {
            const auto note = distinct[*in_a] + " and " + distinct[*in_b];
            const auto both = combined(*in_a, *in_b, is_and), rest = combined(*in_b, *in_a, is_without);
            ASSERT_EQ(ours.of(table.intersection(a, b)), both) << note;
            ASSERT_EQ(ours.of(table.union_of(a, b)), combined(*in_a, *in_b, is_or)) << note;
            ASSERT_EQ(ours.of(table.difference(b, a)), rest) << note;
            const auto &glob_a = distinct[*in_a], &glob_b = distinct[*in_b];
            const auto exceeds = table.covers(a, b) == Answer::no ? Answer::yes : Answer::no;
            check_found(exceeds, has_any(rest), table.at(table.difference(b, a)), [&](const auto& word) {
                return naive::matches(glob_b, word) && !naive::matches(glob_a, word);
            });
            check_found(table.intersects(a, b), has_any(both), table.at(table.intersection(a, b)),
                        [&](const auto& word) { return naive::matches(glob_a, word) && naive::matches(glob_b, word); });
            if (testing::Test::HasFatalFailure()) FAIL() << note;
            ASSERT_EQ(a == b, *in_a == *in_b) << note;
        }
    }
}

TEST(Language, OfEveryPairOfShortGlobsIsExact) {
    check_all_pairs(naive::words_over({"a", "b", "*", "?"}, 4), naive::words_over({"a", "b", "c"}, 5));
}

TEST(Language, OfCharactersBeyondAsciiIsExact) {
    check_all_pairs(naive::words_over({"é", "中", "*", "?"}, 3), naive::words_over({"a", "é", "中"}, 4));
}

TEST(Language, IsTheSameForGlobsOfTheSameMeaning) {
    const auto globs = naive::words_over({"a", "b", "*", "?"}, 4), words = naive::words_over({"a", "b", "c"}, 5);
    std::map<Members, Language> known;
    for (const auto& glob : globs) {
        const auto members = members_by(words, [&](const auto& word) { return naive::matches(glob, word); });
        const auto ours = Language::of(glob).value();
        EXPECT_EQ(known.emplace(members, ours).first->second, ours) << glob;
    }
}

TEST(Language, HasAShortestWitness) {
    const auto globs = naive::words_over({"a", "b", "*", "?"}, 3), words = naive::words_over({"a", "b", "c"}, 4);
    for (const auto& a : globs) {
        for (const auto& b : globs) {
            const auto rest = difference(*Language::of(a), *Language::of(b)).value();
            const auto is_in = [&](const auto& word) { return naive::matches(a, word) && !naive::matches(b, word); };
            const auto first = std::find_if(words.begin(), words.end(), is_in);
            const auto witness = rest.witness();
            ASSERT_EQ(witness.has_value(), first != words.end()) << a << " " << b;
            if (!witness) continue;
            ASSERT_TRUE(is_in(*witness)) << a << " " << b << " " << *witness;
            ASSERT_EQ(witness->size(), first->size()) << a << " " << b;
            ASSERT_TRUE(std::all_of(witness->begin(), witness->end(), [](char c) { return c >= 'a' && c <= 'z'; }));
        }
    }
}

TEST(Language, WitnessIsPrintableWhereItCanBe) {
    EXPECT_EQ(difference(*Language::of("?"), *Language::of("a")).value().witness(), "b");
    EXPECT_EQ(intersection(*Language::of("?x"), *Language::of("\x01*")).value().witness(), "\x01x");
    auto rest = *Language::of("?");
    for (char c = 0x20; c < 0x7F; ++c) rest = difference(rest, Language::literal(std::string(1, c))).value();
    EXPECT_EQ(rest.witness(), "\xC2\xA1");
    EXPECT_EQ(Language::of_glob_nocase("S3:G?T*").value().witness(), "s3:gat");
    EXPECT_EQ(Language::none().witness(), std::nullopt);
}

TEST(Language, DerivativeIsWhatFollows) {
    const auto globs = naive::words_over({"a", "b", "*", "?"}, 3), words = naive::words_over({"a", "b", "c"}, 3);
    for (const auto& glob : globs) {
        for (const auto& begin : naive::words_over({"a", "b", "c"}, 2)) {
            const auto rest = Language::of(glob).value().derivative(begin);
            for (const auto& word : words) {
                ASSERT_EQ(rest.matches(word), naive::matches(glob, begin + word))
                    << glob << " " << begin << " " << word;
            }
        }
    }
    EXPECT_EQ(Language::of("arn:aws:s3:::b*/x/*").value().derivative("arn:aws:s3:::bucket/x/"), Language::all());
    EXPECT_EQ(Language::of("b?/a*").value().derivative("b1/"), Language::prefix("a"));
}

// ---- ARNs

std::vector<std::string> arns_of(const std::vector<std::string>& inner, const std::vector<std::string>& last) {
    std::vector<std::string> out;
    for (const auto& service : inner) {
        for (const auto& region : inner) {
            for (const auto& resource : last) out.push_back("arn:aws:" + service + ":" + region + "::" + resource);
        }
    }
    return out;
}

TEST(Language, OfArnPatternsGoesSegmentBySegment) {
    const auto words = arns_of({"", "a", "b", "ab"}, {"", "a", "b", "a:b", "a/b", "ab:"});
    auto patterns = arns_of({"", "a", "*", "?", "a*"}, {"*", "a*", "a?b", "*b", "a"});
    for (const auto* more :
         {"*", "arn:*", "arn:aws:*", "arn:aws:a*", "arn:aws:a", "*:*", "arn:aws:?:*:*", "*:a*:b:::a"})
        patterns.emplace_back(more);
    LanguageTable table;
    WordsOf ours(table, words);
    std::vector<std::pair<LanguageId, Members>> languages;
    for (const auto& pattern : patterns) {
        const auto id = table.of_arn_pattern(pattern);
        auto members = members_by(words, [&](const auto& word) { return naive::arn_matches(pattern, word); });
        ASSERT_EQ(ours.of(id), members) << pattern;
        languages.emplace_back(id, std::move(members));
    }
    for (const auto& [a, in_a] : languages) {
        for (const auto& [b, in_b] : languages) {
            ASSERT_EQ(ours.of(table.intersection(a, b)), combined(in_a, in_b, is_and));
            ASSERT_EQ(ours.of(table.union_of(a, b)), combined(in_a, in_b, is_or));
            ASSERT_EQ(ours.of(table.difference(a, b)), combined(in_a, in_b, is_without));
        }
    }
    EXPECT_EQ(table.intersects(table.of_arn_pattern("*:b"), table.of_arn_pattern("*")), Answer::no) << "no five colons";
}

TEST(Language, LeavesOutWhatIsDeniedBelowAPrefix) {
    const auto allowed = Language::of_arn_pattern("arn:aws:s3:::b/*").value();
    const auto denied = Language::of_arn_pattern("arn:aws:s3:::b/secret/*").value();
    const auto left = difference(allowed, denied).value();
    EXPECT_TRUE(left.matches("arn:aws:s3:::b/public/x"));
    EXPECT_TRUE(left.matches("arn:aws:s3:::b/secret")) << "the key beside the folder is not in it";
    EXPECT_FALSE(left.matches("arn:aws:s3:::b/secret/"));
    EXPECT_FALSE(left.matches("arn:aws:s3:::b/secret/x"));
    EXPECT_FALSE(left.matches("arn:aws:s3:::b"));
    EXPECT_EQ(left.witness(), "arn:aws:s3:::b/");
    EXPECT_EQ(covers(left, allowed), Answer::no);
    EXPECT_EQ(covers(allowed, left), Answer::yes);
    EXPECT_EQ(intersection(allowed, denied).value().witness(), "arn:aws:s3:::b/secret/");
    EXPECT_EQ(union_of(left, denied).value(), allowed);
    EXPECT_EQ(left.derivative("arn:aws:s3:::b/"), complement(Language::prefix("secret/")).value());
}

// The peers' mistakes that are about patterns: `a*c` that is not greedy, `?` that matches nothing, resources without
// case.
TEST(Language, MakesNoneOfThePeersMistakes) {
    EXPECT_TRUE(Language::of("a*c").value().matches("abcc"));
    EXPECT_FALSE(Language::of("a?").value().matches("a"));
    EXPECT_EQ(intersects(*Language::of("arn:aws:s3:::B*"), *Language::of("arn:aws:s3:::b*")), Answer::no);
}

TEST(Language, OfActionsHasNoCase) {
    const auto reads = Language::of_glob_nocase("s3:Get*").value();
    EXPECT_TRUE(reads.matches("S3:GETObject"));
    EXPECT_EQ(reads, Language::of_glob_nocase("S3:gET*").value());
    EXPECT_EQ(covers(Language::of_glob_nocase("S3:*").value(), reads), Answer::yes);
    EXPECT_EQ(Language::of_glob_nocase("*").value(), Language::all());
    EXPECT_EQ(Language::of_glob_nocase("12:*").value(), Language::prefix("12:"));
    EXPECT_FALSE(Language::of_glob_nocase("a[").value().matches("A{"));
}

TEST(Language, NeedsNoAutomatonForWhatIsSimple) {
    const auto odd = Language::of("*a?b*").value(), even = complement(odd).value();
    EXPECT_GT(odd.states(), 0u);
    EXPECT_EQ(union_of(odd, even).value(), Language::all());
    EXPECT_EQ(intersection(odd, even).value(), Language::none());
    EXPECT_EQ(union_of(odd, even).value().states(), 0u);
    const auto home = Language::prefix("home/é/");
    EXPECT_EQ(complement(complement(home).value()).value(), home);
    EXPECT_EQ(complement(complement(Language::literal("")).value()).value(), Language::literal(""));
    EXPECT_EQ(complement(complement(Language::literal("é")).value()).value(), Language::literal("é"));
    EXPECT_EQ(difference(*Language::of("a?*"), *Language::of("a??*")).value(), Language::of("a?").value());
    EXPECT_EQ(Language::of("a**").value(), Language::prefix("a"));
    EXPECT_EQ(Language::literal("\xFF"), Language::literal("\xEF\xBF\xBD"));
    EXPECT_TRUE(Language::literal("\xEF\xBF\xBD").matches("\xFE"));
}

// ---- at random

constexpr unsigned seed = 20'250'101;

std::string random_word(std::mt19937& random, const std::vector<std::string>& letters, std::size_t longest) {
    std::string out;
    for (std::size_t i = random() % (longest + 1); i > 0; --i) out += letters[random() % letters.size()];
    return out;
}

// A tree of operations, and what the naive matcher says of the same.
struct Expression {
    std::string glob;  // where there are no sides
    char operation = 0;
    std::vector<Expression> sides;

    bool matches(std::string_view text) const {
        if (sides.empty()) return naive::matches(glob, text);
        const bool a = sides[0].matches(text), b = sides[1].matches(text);
        return operation == '&' ? a && b : operation == '|' ? a || b : a && !b;
    }
    LanguageId in(LanguageTable& table) const {
        if (sides.empty()) return table.of(glob);
        const auto a = sides[0].in(table), b = sides[1].in(table);
        return operation == '&'   ? table.intersection(a, b)
               : operation == '|' ? table.union_of(a, b)
                                  : table.difference(a, b);
    }
};

const std::vector<std::string> glob_letters = {"a", "b", "é", "/", "*", "?", "a", "b"};
const std::vector<std::string> word_letters = {"a", "b", "é", "/", "z"};

Expression random_expression(std::mt19937& random, int depth) {
    if (depth == 0) return {random_word(random, glob_letters, 9), 0, {}};
    return {"", "&|-" [random() % 3], { random_expression(random, depth - 1), random_expression(random, depth - 1) }};
}

TEST(Language, OfRandomExpressionsIsExact) {
    std::mt19937 random(seed);
    LanguageTable table;
    for (int round = 0; round < 400; ++round) {
        const auto expression = random_expression(random, 1 + round % 3);
        const auto id = expression.in(table);
        ASSERT_NE(id, LanguageId::unknown);
        auto words = table.at(id).members(20, random());
        for (const auto& word : words) ASSERT_TRUE(expression.matches(word)) << round << " " << word;
        const auto outside = table.at(table.complement(id)).members(20, random());
        for (const auto& word : outside) ASSERT_FALSE(expression.matches(word)) << round << " " << word;
        for (int i = 0; i < 60; ++i) {
            const auto word = random_word(random, word_letters, 12);
            ASSERT_EQ(table.at(id).matches(word), expression.matches(word)) << round << " " << word;
        }
    }
}

TEST(Language, ObeysTheLawsOfSets) {
    std::mt19937 random(seed);
    LanguageTable t;
    for (int round = 0; round < 300; ++round) {
        const auto a = random_expression(random, 1).in(t), b = random_expression(random, 1).in(t),
                   c = t.of(random_word(random, glob_letters, 6));
        const auto not_a = t.complement(a), not_b = t.complement(b);
        ASSERT_EQ(t.complement(not_a), a);
        ASSERT_EQ(t.complement(t.union_of(a, b)), t.intersection(not_a, not_b));
        ASSERT_EQ(t.complement(t.intersection(a, b)), t.union_of(not_a, not_b));
        ASSERT_EQ(t.difference(a, b), t.intersection(a, not_b));
        ASSERT_EQ(t.union_of(t.difference(a, b), t.intersection(a, b)), a);
        ASSERT_EQ(t.intersection(a, t.union_of(b, c)), t.union_of(t.intersection(a, b), t.intersection(a, c)));
        ASSERT_EQ(t.union_of(a, t.intersection(b, c)), t.intersection(t.union_of(a, b), t.union_of(a, c)));
        ASSERT_EQ(t.union_of(a, t.union_of(b, c)), t.union_of(t.union_of(a, b), c));
        ASSERT_EQ(t.union_of(a, t.intersection(a, b)), a);
        ASSERT_EQ(t.covers(a, b), answer(t.union_of(a, b) == a));
        ASSERT_EQ(t.intersects(a, b), answer(t.intersection(a, b) != LanguageId::none));
        // Also where the values are not those of the table.
        ASSERT_EQ(covers(t.at(a), t.at(b)), t.covers(a, b));
        ASSERT_EQ(difference(t.at(a), t.at(b)).value(), t.at(t.difference(a, b)));
    }
}

TEST(Language, GivesDifferentMembersTheSameEachTime) {
    for (const auto* glob : {"*", "arn:aws:s3:::bucket/*", "arn:aws:ec2:*:*:instance/i-*", "*a?b*"}) {
        const auto language = Language::of(glob).value();
        const auto members = language.members(10'000, 7);
        EXPECT_GT(members.size(), 5'000u) << glob;
        EXPECT_EQ(std::set<std::string>(members.begin(), members.end()).size(), members.size());
        for (const auto& member : members) ASSERT_TRUE(naive::matches(glob, member)) << glob << " " << member;
        EXPECT_EQ(members, language.members(10'000, 7));
        EXPECT_NE(members, language.members(10'000, 8));
    }
    EXPECT_EQ(Language::literal("a").members(10, 1), std::vector<std::string>{"a"});
    EXPECT_TRUE(Language::none().members(10, 1).empty());
    EXPECT_EQ(difference(*Language::of("a?"), *Language::of("a")).value().members(30, 1).size(), 30u);
}

}  // namespace
}  // namespace iamirror::model
