// What is known about a request beside who, what and where: condition keys with their values.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iamirror::model {

// Keys in lower case (IAM knows no case in them), ascending, each once, with their values; an empty list is a key
// without a value. They lie side by side: each decision reads all of them, and a tree's nodes would cost it more than
// the decision itself.
class RequestContext {
  public:
    using Values = std::vector<std::string>;
    using Entry = std::pair<std::string, Values>;

    RequestContext() = default;
    RequestContext(std::initializer_list<Entry> entries) : RequestContext(std::vector<Entry>(entries)) {}
    // In any order; of a key that is written several times the first counts.
    explicit RequestContext(std::vector<Entry> entries);

    std::vector<Entry>::const_iterator begin() const { return entries_.begin(); }
    std::vector<Entry>::const_iterator end() const { return entries_.end(); }
    std::size_t size() const { return entries_.size(); }
    bool empty() const { return entries_.empty(); }

    std::vector<Entry>::const_iterator find(std::string_view key) const;
    void set(std::string_view key, Values values);  // moves all that come after a new key
    void erase(std::string_view key);
    bool operator==(const RequestContext&) const = default;

  private:
    std::vector<Entry> entries_;
};

}  // namespace iamirror::model
