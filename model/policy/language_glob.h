// One pattern of IAM: characters, `*` for any run of them (also none), `?` for exactly one.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#pragma once

#include <string>
#include <string_view>

namespace iamirror::model {

// A character is a code point, also where it takes several octets; an octet that is no UTF-8 counts as U+FFFD.
class Glob {
  public:
    Glob() = default;  // matches "" alone
    explicit Glob(std::string_view pattern) { add_pattern(pattern); }

    // `*` and `?` are wild.
    Glob& add_pattern(std::string_view pattern);
    // Nothing is wild: what stands in the place of a policy variable, and of ${*} and ${?}.
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    Glob& add_text(std::string_view text);

    // The same pattern for ARNs, which are compared segment by segment: the first five colons part them. A wildcard
    // stays within its segment; in the sixth it also crosses ':' and '/'. AWS does not say what a pattern with fewer
    // segments means: here the missing ones are `*` if the last written ends with `*`, else nothing matches. Stars
    // alone match everything, also what is no ARN.
    Glob for_arns() const;
    // The same pattern where A to Z are as a to z, as in actions.
    Glob ignoring_case() const;

    // Time at most |pattern| times |text|, no memory.
    bool matches(std::string_view text) const;

    // The pattern, a character or one of these each.
    enum Token : char32_t {
        any_run = 0x110000,  // above all that Unicode has
        any_character,
        segment_run,        // without ':'
        segment_character,  // any but ':'
        nothing,            // matches no character
    };
    const std::u32string& tokens() const { return tokens_; }
    bool ignores_case() const { return ignores_case_; }

    static bool is_run(char32_t token) { return token == any_run || token == segment_run; }
    // Whether this one token takes the character (for a run: as one of it).
    bool takes(char32_t token, char32_t character) const;

    bool operator==(const Glob&) const = default;

  private:
    std::u32string tokens_;
    bool ignores_case_ = false;
};

}  // namespace iamirror::model
