// The list of a Resource or NotResource element, read once.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/policy/compiled/resource_head.h"
#include "model/policy/compiled/text_pattern.h"
#include "model/policy/compiled/text_template.h"

namespace iamirror::model::compiled {

// One of a list in which the order counts.
struct ResourceEntry {
    TextPattern pattern;    // where nothing is to be filled in
    TextTemplate filling;   // else
    bool is_short = false;  // of fewer than six segments, and not `*`: a decision of ours, told when it is looked at
    std::string written;
};

class ResourceList {
  public:
    ResourceList(const std::vector<std::string>& patterns, bool has_variables, Keys& keys);

    bool is_all() const { return is_all_; }
    // Whether a match is all that there is to say. Else the entries are to be taken one after the other up to the first
    // match, for what they find on the way.
    bool is_plain() const { return entries_.empty(); }
    bool matches(std::string_view arn) const;  // REQUIRES: is_plain()
    const std::vector<ResourceEntry>& entries() const { return entries_; }
    // Of a plain list: what every match begins with.
    const ResourceHead& head() const { return head_; }

  private:
    bool is_all_ = false;
    ResourceHead head_;
    std::vector<std::string> literals_;  // sorted
    std::vector<TextPattern> patterns_;
    std::vector<ResourceEntry> entries_;
};

}  // namespace iamirror::model::compiled
