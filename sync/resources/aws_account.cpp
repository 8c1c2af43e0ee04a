// The account itself. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
#include "model/arn.h"
#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

// The identity call names the caller, not the account: the account's own ARN and partition are made from it.
class AccountReader : public PartReader {
  public:
    Status page(const aws::Node& result, RowSink& sink) override {
        const auto account = result.text("Account").value_or("");
        const auto caller = result.text("Arn").value_or("");
        const auto partition = model::partition_of(caller);
        if (account.empty() || partition.empty())
            return Error{.kind = ErrorKind::invalid_answer, .message = "the identity names no account or no partition"};
        Row row;
        row.object_id = account;
        row.arn = "arn:" + partition + ":::" + account;
        row.name = account;
        row.columns["partition"] = partition;
        return sink.add(std::move(row));
    }
};

// The aliases are the account's; the page holds nothing else.
class AliasesReader : public PartReader {
  public:
    Status page(const aws::Node& result, RowSink&) override {
        for (const auto& alias : result.all("AccountAliases/member")) aliases_.push_back(alias.text().value_or(""));
        return Done{};
    }

    Status end(RowSink& sink) override {
        Row row;
        row.columns["account_aliases"] = aliases_;
        return sink.add(std::move(row));
    }

  private:
    std::vector<std::string> aliases_;
};

}  // namespace

ResourceType aws_account() {
    return {
        .name = "aws_account",
        .primary = {.listing = {.operation = get_caller_identity()},
                    .reader = [](const Part&) { return std::make_unique<AccountReader>(); }},
        .enrichments = {{.name = "ListAccountAliases",
                         .listing = list_account_aliases(),
                         .reader = [](const Part&) { return std::make_unique<AliasesReader>(); }}},
    };
}

}  // namespace iamirror::sync
