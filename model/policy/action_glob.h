// A pattern with wildcards over the names of actions, ready to be compared with many of them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
#pragma once

#include <string>
#include <string_view>

namespace iamirror::model {

// `*` is any run of characters, `?` one; letters without regard to case. Compared octet by octet: no action of AWS has
// any but ASCII.
class ActionGlob {
  public:
    explicit ActionGlob(std::string_view pattern);

    bool is_everything() const { return pattern_ == "*"; }
    bool is_literal() const { return literal_prefix().size() == pattern_.size(); }
    // What each match begins with, in small letters.
    std::string_view literal_prefix() const;

    // Time: the product of the lengths, and none where `text` is shorter than the shortest match.
    bool matches(std::string_view text) const;

  private:
    std::string pattern_;  // in small letters, runs of `*` as one
    std::size_t shortest_ = 0;
};

}  // namespace iamirror::model
