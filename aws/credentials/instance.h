// Keys of the role of the EC2 instance that this runs on, by version 2 of its metadata service alone.
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
#pragma once

#include "aws/credentials.h"
#include "aws/credentials/profile_file.h"
#include "aws/internal/url.h"

namespace iamirror::aws {

// AWS_EC2_METADATA_DISABLED is true.
bool is_instance_disabled(const Surroundings& surroundings);

// AWS_EC2_METADATA_SERVICE_ENDPOINT, the profile's ec2_metadata_service_endpoint, or the address of the mode (IPv4,
// IPv6) that AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE or the profile names. ErrorKind::credentials for what is no URL or
// no mode.
Result<Url> instance_url(const Surroundings& surroundings, const Properties& profile);

// Asks for a token, the role's name and its keys, each answer within AWS_METADATA_SERVICE_TIMEOUT (1 s) and
// AWS_METADATA_SERVICE_NUM_ATTEMPTS (3); where nobody answers the first question, once. Keys that have ended already
// are given ten minutes more: AWS takes them while its service cannot make new ones.
Result<Credentials> instance_credentials(const CredentialsParts& parts, const Properties& profile);

}  // namespace iamirror::aws
