// What the account holds and may hold: counts, quotas, and whether its root user has keys and MFA.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

// Counts repeat other objects and move with them, so they are activity; quotas and the root user's state are versioned.
std::vector<Column> summary_columns() {
    constexpr auto number = Kind::integer;
    constexpr auto count = Keeps::activity;
    return {
        {"access_keys_per_user_quota", "AccessKeysPerUserQuota", number},
        {"account_access_keys_present", "AccountAccessKeysPresent", number},
        {"account_mfa_enabled", "AccountMFAEnabled", number},
        {"account_password_present", "AccountPasswordPresent", number},
        {"account_signing_certificates_present", "AccountSigningCertificatesPresent", number},
        {"assume_role_policy_size_quota", "AssumeRolePolicySizeQuota", number},
        {"attached_policies_per_group_quota", "AttachedPoliciesPerGroupQuota", number},
        {"attached_policies_per_role_quota", "AttachedPoliciesPerRoleQuota", number},
        {"attached_policies_per_user_quota", "AttachedPoliciesPerUserQuota", number},
        {"global_endpoint_token_version", "GlobalEndpointTokenVersion", number},
        {"group_policy_size_quota", "GroupPolicySizeQuota", number},
        {"groups", "Groups", number, count},
        {"groups_per_user_quota", "GroupsPerUserQuota", number},
        {"groups_quota", "GroupsQuota", number},
        {"instance_profiles", "InstanceProfiles", number, count},
        {"instance_profiles_quota", "InstanceProfilesQuota", number},
        {"mfa_devices", "MFADevices", number, count},
        {"mfa_devices_in_use", "MFADevicesInUse", number, count},
        {"policies", "Policies", number, count},
        {"policies_quota", "PoliciesQuota", number},
        {"policy_size_quota", "PolicySizeQuota", number},
        {"policy_versions_in_use", "PolicyVersionsInUse", number, count},
        {"policy_versions_in_use_quota", "PolicyVersionsInUseQuota", number},
        {"providers", "Providers", number, count},
        {"role_policy_size_quota", "RolePolicySizeQuota", number},
        {"roles", "Roles", number, count},
        {"roles_quota", "RolesQuota", number},
        {"server_certificates", "ServerCertificates", number, count},
        {"server_certificates_quota", "ServerCertificatesQuota", number},
        {"signing_certificates_per_user_quota", "SigningCertificatesPerUserQuota", number},
        {"user_policy_size_quota", "UserPolicySizeQuota", number},
        {"users", "Users", number, count},
        {"users_quota", "UsersQuota", number},
        {"versions_per_policy_quota", "VersionsPerPolicyQuota", number},
    };
}

// The answer is a list of keys and values; a column's path is its key.
class SummaryReader : public PartReader {
  public:
    explicit SummaryReader(const Part& part) : part_(part) {}

    Status page(const aws::Node& result, RowSink& sink) override {
        Row row;
        for (const auto& entry : result.all("SummaryMap/entry")) {
            const auto key = entry.text("key").value_or("");
            for (auto column : part_.columns) {
                if (column.path != key) continue;
                column.path = "value";
                read_columns({column}, entry, row);
            }
        }
        return sink.add(std::move(row));
    }

  private:
    const Part& part_;
};

}  // namespace

ResourceType aws_iam_account_summary() {
    return {
        .name = "aws_iam_account_summary",
        .primary = {.listing = {.operation = iam_operation("GetAccountSummary")},
                    .columns = summary_columns(),
                    .reader = [](const Part& part) { return std::make_unique<SummaryReader>(part); }},
    };
}

}  // namespace iamirror::sync
