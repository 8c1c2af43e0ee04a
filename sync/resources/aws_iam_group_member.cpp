// Who is in which group: UserDetail names the groups of a user, GroupDetail gives their ids.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html
#include <map>

#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

// Users come before the groups they name, so the pairs wait for the end of the listing.
class MemberReader : public PartReader {
  public:
    Status page(const aws::Node& result, RowSink&) override {
        for (const auto& group : result.all("GroupDetailList/member"))
            group_ids_[group.text("GroupName").value_or("")] = group.text("GroupId").value_or("");
        for (const auto& user : result.all("UserDetailList/member"))
            for (const auto& group : user.all("GroupList/member"))
                pairs_.emplace_back(group.text().value_or(""), user.text("UserId").value_or(""));
        return Done{};
    }

    Status end(RowSink& sink) override {
        for (const auto& [group, user] : pairs_) {
            const auto id = group_ids_.find(group);
            if (id == group_ids_.end() || id->second.empty() || user.empty())
                return Error{.kind = ErrorKind::invalid_answer,
                             .message = "a user names the group \"" + group + "\", which the listing does not have",
                             .hint = "the group was made or deleted while it was listed; import again"};
            if (auto added = sink.add(member(id->second, user)); !added) return added;
        }
        return Done{};
    }

  private:
    static Row member(const std::string& group_id, const std::string& user_id) {
        Row row;
        row.object_id = group_id + "/" + user_id;
        row.columns["group_id"] = group_id;
        row.columns["user_id"] = user_id;
        return row;
    }

    std::map<std::string, std::string> group_ids_;
    std::vector<std::pair<std::string, std::string>> pairs_;
};

}  // namespace

ResourceType aws_iam_group_member() {
    return {
        .name = "aws_iam_group_member",
        .primary = {.listing = account_authorization_details(),
                    .reader = [](const Part&) { return std::make_unique<MemberReader>(); }},
    };
}

}  // namespace iamirror::sync
