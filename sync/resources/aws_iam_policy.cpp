// Customer managed policies, and of AWS's own those that a mirrored principal attaches or has as boundary.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_ManagedPolicyDetail.html
#include <set>

#include "sync/iam_policy.h"
#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

// Whether one of AWS's own is in use is known at the end of the listing, so those wait for it.
class PolicyReader : public PartReader {
  public:
    explicit PolicyReader(const Part& part) : part_(part) {}

    Status page(const aws::Node& result, RowSink& sink) override {
        note_use(result);
        for (const auto& policy : result.all("Policies/member")) {
            auto row = read_policy(part_, policy);
            if (!row) return row.error();
            if (row->columns["is_aws_managed"] == true)
                aws_managed_.push_back(std::move(*row));
            else if (auto added = sink.add(std::move(*row)); !added)
                return added;
        }
        return Done{};
    }

    Status end(RowSink& sink) override {
        for (auto& row : aws_managed_) {
            if (!in_use_.contains(row.arn)) continue;
            if (auto added = sink.add(std::move(row)); !added) return added;
        }
        return Done{};
    }

  private:
    void note_use(const aws::Node& result) {
        for (const auto* list : {"UserDetailList/member", "GroupDetailList/member", "RoleDetailList/member"})
            for (const auto& principal : result.all(list)) {
                for (const auto& arn : principal.all("AttachedManagedPolicies/member/PolicyArn"))
                    in_use_.insert(arn.text().value_or(""));
                in_use_.insert(principal.text("PermissionsBoundary/PermissionsBoundaryArn").value_or(""));
            }
    }

    const Part& part_;
    std::set<std::string> in_use_;
    std::vector<Row> aws_managed_;
};

}  // namespace

ResourceType aws_iam_policy() {
    return {
        .name = "aws_iam_policy",
        .primary = {.listing = account_authorization_details(),
                    .items = "Policies/member",
                    .columns = {{"path", "Path"},
                                {"create_date", "CreateDate", Kind::timestamp},
                                {"update_date", "UpdateDate", Kind::timestamp},
                                {"default_version_id", "DefaultVersionId"},
                                {"description", "Description"},
                                {"is_attachable", "IsAttachable", Kind::boolean},
                                {"policy_id", "PolicyId"},
                                {"attachment_count", "AttachmentCount", Kind::integer, Keeps::activity},
                                {"permissions_boundary_usage_count", "PermissionsBoundaryUsageCount", Kind::integer,
                                 Keeps::activity}},
                    .reader = [](const Part& part) { return std::make_unique<PolicyReader>(part); }},
        .enrichments = {{.name = "ListPolicies",
                         .listing = list_local_policies(),
                         .items = "Policies/member",
                         .unique_id = "PolicyId",
                         .object_name = "PolicyName",
                         .columns = {{"listed_policy_id", "PolicyId"}}}},
    };
}

}  // namespace iamirror::sync
