#include "aws/absence.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace iamirror::aws {

namespace {

constexpr std::array<std::string_view, 13> not_configured_codes{"NoSuchBucketPolicy",
                                                                "NoSuchTagSet",
                                                                "NoSuchTagSetError",
                                                                "ServerSideEncryptionConfigurationNotFoundError",
                                                                "NoSuchPublicAccessBlockConfiguration",
                                                                "OwnershipControlsNotFoundError",
                                                                "NoSuchAccessPointPolicy",
                                                                "NoSuchLifecycleConfiguration",
                                                                "NoSuchCORSConfiguration",
                                                                "NoSuchWebsiteConfiguration",
                                                                "ReplicationConfigurationNotFoundError",
                                                                "ObjectLockConfigurationNotFoundError",
                                                                "NoSuchConfiguration"};

}  // namespace

bool is_not_configured(const Error& error) {
    return error.kind == ErrorKind::not_found && std::find(not_configured_codes.begin(), not_configured_codes.end(),
                                                           error.aws_code) != not_configured_codes.end();
}

bool is_gone(const Error& error) {
    return error.kind == ErrorKind::not_found && !is_not_configured(error);
}

}  // namespace iamirror::aws
