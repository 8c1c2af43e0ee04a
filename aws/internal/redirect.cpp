#include "aws/internal/redirect.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "aws/endpoint.h"

namespace iamirror::aws {

namespace {

// HEAD has no body to say more than 400.
bool is_redirect(const Operation& operation, const Attempt& attempt) {
    constexpr std::array<std::string_view, 4> codes{"AuthorizationHeaderMalformed", "PermanentRedirect",
                                                    "TemporaryRedirect", "IllegalLocationConstraintException"};
    const bool is_unsaid = operation.http.method == "HEAD" && attempt.http_status == 400;
    return attempt.http_status == 301 || attempt.http_status == 302 || attempt.http_status == 307 || is_unsaid ||
           std::find(codes.begin(), codes.end(), attempt.code) != codes.end();
}

}  // namespace

std::optional<std::string> redirect_region(const Operation& operation, const Attempt& attempt, const Reply& reply,
                                           const std::string& asked_in) {
    if (operation.endpoint_service() != "s3" || !is_redirect(operation, attempt)) return std::nullopt;
    const auto partition = partition_of_region(reply.region);
    const bool is_of_ours = !partition.empty() && partition == partition_of_region(asked_in);
    return is_of_ours && reply.region != asked_in ? std::optional{reply.region} : std::nullopt;
}

}  // namespace iamirror::aws
