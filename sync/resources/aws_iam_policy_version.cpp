// Every version of every customer managed policy.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html
#include "sync/iam_policy.h"
#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

class VersionReader : public PartReader {
  public:
    explicit VersionReader(const Part& part) : part_(part) {}

    Status page(const aws::Node& result, RowSink& sink) override {
        for (const auto& policy : result.all("Policies/member")) {
            if (is_aws_managed(policy.text("Arn").value_or(""))) continue;
            for (const auto& version : policy.all("PolicyVersionList/member"))
                if (auto added = add(policy, version, sink); !added) return added;
        }
        return Done{};
    }

  private:
    Status add(const aws::Node& policy, const aws::Node& version, RowSink& sink) {
        auto row = read_item(part_, version);
        if (!row) return row.error();
        row->arn = policy.text("Arn").value_or("");
        row->object_id = policy_key(policy) + "/" + row->object_id;
        row->columns["policy_arn"] = row->arn;
        return sink.add(std::move(*row));
    }

    const Part& part_;
};

}  // namespace

ResourceType aws_iam_policy_version() {
    return {
        .name = "aws_iam_policy_version",
        .primary = {.listing = account_authorization_details(),
                    .items = "Policies/member/PolicyVersionList/member",
                    .object_id = "VersionId",
                    .arn = "",
                    .object_name = "VersionId",
                    .columns = {{"version_id", "VersionId"},
                                {"is_default_version", "IsDefaultVersion", Kind::boolean},
                                {"create_date", "CreateDate", Kind::timestamp},
                                {"document", "Document", Kind::document}},
                    .reader = [](const Part& part) { return std::make_unique<VersionReader>(part); }},
    };
}

}  // namespace iamirror::sync
