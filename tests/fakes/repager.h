// Cuts the listings of IAM into pages as AWS does: MaxItems to a page, markers that say nothing, one sequence over all
// the lists of GetAccountAuthorizationDetails. Stand-ins give most of them in one page whatever is asked.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/fakes/query_call.h"

namespace iamirror::testing {

struct RepagerSettings {
    int largest_page = 1000;  // AWS may give fewer than MaxItems, and says so by IsTruncated alone
    // AWS gives those of its own policies that someone uses; a stand-in all it has.
    bool drops_unused_managed_policies = true;
};

class Repager {
  public:
    // Asks what stands behind for the call with other parameters.
    using Ask = std::function<Response(const std::map<std::string, std::string>& parameters)>;

    explicit Repager(RepagerSettings settings) : settings_(settings) {}

    // True for the listings that are cut here.
    static bool knows(const Call& call);
    // The page that the call asks for. What stands behind is asked once for each listing, at its first page.
    Response page(const Call& call, const Ask& ask);

  private:
    struct Item {
        std::string list;  // "RoleDetailList"
        std::string xml;   // <member>…</member>
    };
    struct Listing {
        std::string head, tail;          // what stands before and after the page in the answer
        std::string others;              // elements of the result that are no list: <Group> of GetGroup
        std::vector<std::string> lists;  // in the order of the answer
        std::vector<Item> items;
    };

    std::optional<Response> read(const Call& call, const Ask& ask, Listing& listing);
    Response cut(const Call& call, long number, std::size_t offset);
    static void append(const std::string& xml, const Call& call, Listing& listing, std::string& marker);
    static void drop_unused_managed_policies(Listing& listing);

    RepagerSettings settings_;
    long next_number_ = 1, next_page_ = 1;
    std::map<long, Listing> listings_;  // the newest few
};

}  // namespace iamirror::testing
