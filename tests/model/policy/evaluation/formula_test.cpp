#include "model/policy/evaluation/formula.h"

#include <gtest/gtest.h>

namespace iamirror::model {
namespace {

class FormulaTest : public ::testing::Test {
  protected:
    Formula test(const char* key) { return formulas_.test({"Bool", key, {"true"}}); }
    // One letter for each test, small where it must fail.
    std::vector<std::string> shown(Formula formula) {
        std::vector<std::string> out;
        const auto products = formulas_.products(formula);
        for (const auto& product : products.value()) {
            std::string text;
            for (const auto& [test, holds] : product) text += holds ? test.key : std::string("-") + test.key;
            out.push_back(text);
        }
        return out;
    }
    Formulas formulas_;
};

TEST_F(FormulaTest, SeesWhatIsAlwaysAndNever) {
    const Formula a = test("a"), b = test("b");
    EXPECT_EQ(formulas_.either(a, formulas_.negation(a)), always);
    EXPECT_EQ(formulas_.both(a, formulas_.negation(a)), never);
    EXPECT_EQ(formulas_.either(formulas_.both(a, b), a), a);
    EXPECT_EQ(formulas_.negation(formulas_.both(a, b)), formulas_.either(formulas_.negation(b), formulas_.negation(a)));
    EXPECT_EQ(test("a"), a);
}

TEST_F(FormulaTest, IsWrittenAsItsFewestTests) {
    const Formula a = test("a"), b = test("b"), c = test("c");
    EXPECT_EQ(shown(formulas_.either(a, formulas_.both(b, c))), (std::vector<std::string>{"a", "bc"}));
    EXPECT_EQ(shown(formulas_.both(a, formulas_.negation(b))), (std::vector<std::string>{"a-b"}));
    EXPECT_EQ(shown(never), (std::vector<std::string>{}));
    EXPECT_EQ(shown(always), (std::vector<std::string>{""}));
}

// The products of a formula come to the formula again, of every function of three tests.
TEST_F(FormulaTest, ProductsMeanTheSame) {
    const Formula tests[] = {test("a"), test("b"), test("c")};
    for (int table = 0; table < 256; ++table) {
        Formula formula = never;
        for (int row = 0; row < 8; ++row) {
            if ((table >> row & 1) == 0) continue;
            Formula term = always;
            for (int i = 0; i < 3; ++i)
                term = formulas_.both(term, (row >> i & 1) != 0 ? tests[i] : formulas_.negation(tests[i]));
            formula = formulas_.either(formula, term);
        }
        Formula again = never;
        const auto products = formulas_.products(formula);
        for (const auto& product : products.value()) {
            Formula term = always;
            for (const auto& [test, holds] : product)
                term = formulas_.both(term, holds ? formulas_.test(test) : formulas_.negation(formulas_.test(test)));
            again = formulas_.either(again, term);
        }
        EXPECT_EQ(again, formula) << table;
    }
}

TEST_F(FormulaTest, TellsWhereItGrewTooLarge) {
    Formula all = always;
    for (std::size_t i = 0; i <= Formulas::max_tests; ++i) {
        EXPECT_FALSE(formulas_.is_too_large());
        all = formulas_.both(all, formulas_.test({"Bool", std::to_string(i), {}}));
    }
    EXPECT_TRUE(formulas_.is_too_large());
}

TEST_F(FormulaTest, WritesOneProductOfAllTests) {
    Formula all = always;
    for (std::size_t i = 0; i < Formulas::max_tests; ++i)
        all = formulas_.both(all, formulas_.test({"Bool", std::to_string(i), {}}));
    const auto products = formulas_.products(all);
    ASSERT_TRUE(products.has_value());
    ASSERT_EQ(products->size(), 1U);
    EXPECT_EQ(products->front().size(), Formulas::max_tests);
    EXPECT_EQ(formulas_.negation(formulas_.negation(all)), all);
    EXPECT_FALSE(formulas_.is_too_large());
}

// Few products, each of very many tests: what they cost is bounded too.
TEST_F(FormulaTest, GivesUpOnWhatTakesTooLongToWrite) {
    Formula any = never;
    for (std::size_t i = 0; i < 400; ++i) {
        Formula all = always;
        for (std::size_t j = 0; j < 1'000; ++j)
            all = formulas_.both(all, formulas_.test({"Bool", std::to_string((i * 7 + j) % 4'000), {}}));
        any = formulas_.either(any, all);
        if (formulas_.is_too_large()) break;
    }
    EXPECT_TRUE(formulas_.is_too_large() || !formulas_.products(any).has_value());
}

}  // namespace
}  // namespace iamirror::model
