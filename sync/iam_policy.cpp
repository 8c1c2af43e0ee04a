#include "sync/iam_policy.h"

#include "model/base/text.h"

namespace iamirror::sync {

namespace {

// The document of the default version; the absent node where none is marked.
aws::Node default_document(const aws::Node& policy) {
    const auto wanted = policy.text("DefaultVersionId").value_or("");
    for (const auto& version : policy.all("PolicyVersionList/member"))
        if (version.text("VersionId").value_or("") == wanted) return version;
    return {};
}

}  // namespace

bool is_aws_managed(const std::string& policy_arn) {
    const auto fields = split(policy_arn, ':');
    return fields.size() > 5 && fields[4] == "aws";
}

std::string policy_key(const aws::Node& policy) {
    const auto arn = policy.text("Arn").value_or("");
    const auto id = policy.text("PolicyId").value_or("");
    return is_aws_managed(arn) || id.empty() ? arn : id;
}

Result<Row> read_policy(const Part& part, const aws::Node& policy) {
    auto row = read_item(part, policy);
    if (!row) return row;
    row->object_id = policy_key(policy);
    row->name = row->arn.substr(row->arn.rfind('/') + 1);  // the name is the ARN's end, also where it is not given
    row->columns["is_aws_managed"] = is_aws_managed(row->arn);
    const auto version = default_document(policy);
    if (!version.exists())
        row->findings.push_back({"document", "policy_without_default_version", "warning",
                                 "the answer has no default version of this policy, its document is shown as NULL",
                                 "import again; if it stays, look at the policy's versions in AWS"});
    read_columns({{"document", "Document", Kind::document}}, version, *row);
    return row;
}

}  // namespace iamirror::sync
