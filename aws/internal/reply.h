// What a protocol reads out of an HTTP answer, before anyone decides about another try.
#pragma once

#include <optional>
#include <string>

#include "aws/document.h"

namespace iamirror::aws {

struct Reply {
    // Where the call succeeded.
    std::optional<Document> document;
    Node result;
    // Where it did not: AWS's code and message, or what makes the answer unreadable.
    std::string code;
    std::string message;
    bool is_unreadable = false;  // the status promises success, the body does not hold it

    std::string request_id;
};

}  // namespace iamirror::aws
