// The only way to read a listing: page by page, to its end, or to the error that says where it broke off.
#pragma once

#include <functional>

#include "aws/client.h"

namespace iamirror::aws {

struct ListingSummary {
    long pages = 0;
    long calls = 0;    // attempts included
    long retries = 0;  // calls - pages, where all went well

    // Counts one more answer, or the attempts that gave none.
    void add(const Result<Answer>& answer);
};

// Calls `on_page` with the result of each page in turn. Ok only if the listing was read to its end: an empty page with
// a marker goes on; "truncated" without a marker and a marker that came before are ErrorKind::invalid_answer. An error
// returned by `on_page` ends the listing with that error. `summary` is filled also where the listing breaks off.
Status for_each_page(Client& client, const Operation& operation, const Paging& paging, Parameters parameters,
                     const std::function<Status(const Node& result)>& on_page, ListingSummary& summary);

}  // namespace iamirror::aws
