// Two globs and a text: what the automata say of the globs' sets is what the matcher says, which needs none.
#include <algorithm>
#include <optional>
#include <string_view>

#include "model/policy/language.h"
#include "tests/fuzz/require.h"

using namespace iamirror;
using model::Answer;
using model::Glob;
using model::Language;

namespace {

// Up to the next line end, which is taken away too.
std::string_view next_line(std::string_view& rest) {
    const auto end = std::min(rest.find('\n'), rest.size());
    const auto line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
}

// The first character says how both are read.
Glob read(std::string_view line, char mode) {
    const Glob glob(line);
    if (mode == 'a') return glob.for_arns();
    return mode == 'i' ? glob.ignoring_case() : glob;
}

struct Pair {
    const Glob &a, &b;
    const Language &in_a, &in_b;

    void agree_on(std::string_view text) const {
        const bool a_has = a.matches(text), b_has = b.matches(text);
        fuzz::require(in_a.matches(text) == a_has && in_b.matches(text) == b_has, "a glob's language is its matches");
        agree(intersection(in_a, in_b, limits), text, a_has && b_has);
        agree(union_of(in_a, in_b, limits), text, a_has || b_has);
        agree(difference(in_a, in_b, limits), text, a_has && !b_has);
        if (a_has && !b_has)
            fuzz::require(covers(in_b, in_a, limits) != Answer::yes, "what is not in it is not covered");
        if (a_has && b_has) fuzz::require(intersects(in_a, in_b, limits) != Answer::no, "what has a text has one");
    }

    static void agree(const std::optional<Language>& made, std::string_view text, bool has) {
        if (!made) return;
        fuzz::require(made->matches(text) == has, "the operation is exact");
        fuzz::require(made->derivative(text).matches("") == has, "a derivative has \"\" where the text is a member");
    }

    static constexpr model::LanguageLimits limits{.states = 1'000};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto rest = fuzz::text_of(data, size);
    const char mode = rest.empty() ? ' ' : rest.front();
    rest.remove_prefix(rest.empty() ? 0 : 1);
    const Glob a = read(next_line(rest), mode), b = read(next_line(rest), mode);
    const auto in_a = Language::of(a, Pair::limits), in_b = Language::of(b, Pair::limits);
    if (!in_a || !in_b) return 0;
    const Pair pair{a, b, *in_a, *in_b};
    pair.agree_on(rest);
    if (const auto both = intersection(*in_a, *in_b, Pair::limits)) {
        if (const auto witness = both->witness()) pair.agree_on(*witness);
        for (const auto& member : both->members(3, size)) pair.agree_on(member);
    }
    if (const auto left = difference(*in_a, *in_b, Pair::limits)) {
        if (const auto witness = left->witness()) pair.agree_on(*witness);
        const auto again = union_of(*left, *in_b, Pair::limits), whole = union_of(*in_a, *in_b, Pair::limits);
        fuzz::require(!again || !whole || *again == *whole, "what was taken away can be put back");
    }
    return 0;
}
