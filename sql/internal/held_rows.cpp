#include "sql/internal/held_rows.h"

#include <charconv>

#include "model/base/digest.h"
#include "sql/embedded.h"
#include "sql/internal/copy_line.h"

namespace iamirror::sql {

namespace {

constexpr std::size_t most_held = 1'000'000;  // rows, of some 200 octets

int to_number(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

std::string activity_digest(const StagedObject& object) {
    return object.activity.empty() || object.activity == "{}" ? "" : sha256(object.activity);
}

HeldRows::HeldRows(Database& database, const ScopeKey& scope) : is_enrichment_(!scope.part.empty()) {
    const auto statement =
        database.query(query::held_rows_query, {scope.resource_type, scope.part, scope.account_id, scope.region});
    database.copy_out(statement.text(0, "statement"), [&](std::span<const std::string_view> row) {
        const std::string_view object_id = row[0], arn = row[1];
        Row held{.hash = from_hex(row[2]), .activity_hash = from_hex(row[4]), .format = to_number(row[3])};
        if (is_enrichment_) held.object_id = object_id;
        rows_.insert_or_assign(std::string(is_enrichment_ ? arn : object_id), std::move(held));
    });
}

Difference HeldRows::compare(const StagedObject& object, int row_format) const {
    const std::string activity_hash = activity_digest(object);
    const auto found = rows_.find(is_enrichment_ ? object.arn : object.object_id);
    if (found == rows_.end()) return {.of_columns = true, .of_activity = !activity_hash.empty()};
    const Row& held = found->second;
    // A name may have been given to another object meanwhile. Where the listing cannot tell (no id, and the key is not
    // the ARN itself), all is sent, and the publish puts it where it belongs.
    const bool is_another = is_enrichment_ && held.object_id != object.unique_id &&
                            held.object_id != object.object_id && held.object_id != object.arn;
    return {.of_columns = is_another || held.format != row_format || held.hash != object.hash,
            .of_activity = held.activity_hash != activity_hash || (is_another && !activity_hash.empty())};
}

const HeldRows& HeldScopes::rows(const ScopeKey& scope) {
    const std::string key = scope.account_id + "\n" + scope.region + "\n" + scope.resource_type + "\n" + scope.part;
    if (const auto found = scopes_.find(key); found != scopes_.end()) return *found->second;
    if (held_ > most_held) {
        scopes_.clear();
        held_ = 0;
    }
    auto rows = std::make_unique<HeldRows>(database_, scope);
    held_ += rows->size();
    return *scopes_.emplace(key, std::move(rows)).first->second;
}

}  // namespace iamirror::sql
