// What a protocol reads out of an HTTP answer, before anyone decides about another try.
#pragma once

#include <optional>
#include <string>

#include "aws/document.h"
#include "aws/http.h"

namespace iamirror::aws {

struct Reply {
    // Where the call succeeded.
    std::optional<Document> document;
    Node result;
    // Where it did not: AWS's code and message, or what makes the answer unreadable.
    std::string code;
    std::string message;
    bool is_unreadable = false;  // the status promises success, the body does not hold it
    std::string region;          // where S3 says that the bucket is

    std::string request_id;
};

// The element that holds Code and Message: <ErrorResponse><Error>, a bare <Error>, <Response><Errors><Error>; the
// absent one where there is none.
Node error_element(Node root);

// AWS's id of the request, from the answer or its headers; of S3 with its host id ("x-amz-id-2") after a blank, for
// AWS's support asks for both. "" where there is none.
std::string request_id_of(Node root, const HttpResponse& response);

// The answer that its status calls an error; `body` is what could be read of it.
Reply failed_reply(const Result<Document>& body, const HttpResponse& response);

// The answer that its status calls a success, and is none.
Reply unreadable_reply(std::string message, std::string request_id);

}  // namespace iamirror::aws
