#include "model/translate/what.h"

#include <algorithm>
#include <utility>

#include "model/base/text.h"
#include "model/policy/characters.h"
#include "model/policy/pattern.h"
#include "model/translate/s3_actions.h"

namespace iamirror::model {
namespace {

constexpr std::string_view s3_scheme = "s3://";

Error refuse(const std::string& what, const std::string& why) {
    Error error;
    error.kind = ErrorKind::invalid_input;
    error.message = '"' + printable(what.substr(0, 200)) + "\" " + why;
    error.resource = printable(what.substr(0, 200));
    return error;
}

bool is_s3(const std::string& what) {
    return what.compare(0, s3_scheme.size(), s3_scheme) == 0;
}

bool is_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; old buckets have capitals, underscores
// and up to 255 characters.
bool is_bucket_name(const std::string& name) {
    if (name.size() < 3 || name.size() > 255) return false;
    return std::all_of(name.begin(), name.end(),
                       [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_'; });
}

// "service:Action" with IAM's wildcards.
bool is_action(const std::string& text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos || colon == 0 || colon + 1 == text.size()) return false;
    const auto is_service = [](char c) { return is_letter_or_digit(c) || c == '-'; };
    const auto is_name = [](char c) { return is_letter_or_digit(c) || c == '*' || c == '?' || c == '-'; };
    return std::all_of(text.begin(), text.begin() + static_cast<long>(colon), is_service) &&
           std::all_of(text.begin() + static_cast<long>(colon) + 1, text.end(), is_name);
}

Result<Conditions> condition_of(const What& row) {
    if (!row.condition) return Conditions{};
    if (const std::string bad = forbidden_character(*row.condition); !bad.empty()) {
        return refuse(row.what, "has a condition with " + bad + ", which no policy may hold");
    }
    const JsonReading block = read_json(*row.condition);
    if (!block.value || !block.faults.empty()) return refuse(row.what, "has a condition that is not one JSON object");
    Json statement = Json::of_object({{"Effect", Json::of_string("Allow")}, {"Condition", *block.value}});
    const auto policy = parse_policy(Json::of_object({{"Statement", std::move(statement)}}));
    if (!policy) return refuse(row.what, "has a condition that IAM does not read: " + policy.error().message);
    return policy->statements.at(0).condition;
}

// Limits a listing to what lies below a prefix, or to one key.
Result<Grant> limited(const What& row, Grant grant, const S3Place& place) {
    for (const auto& [test, keys] : grant.condition) {
        for (const auto& [key, values] : keys) {
            if (to_lower_ascii(key) == prefix_key) {
                return refuse(row.what, "limits the listing by itself: its condition may not name s3:prefix too");
            }
        }
    }
    grant.condition[prefix_operator][prefix_key] = {place.is_prefix() ? place.key + '*' : place.key};
    return grant;
}

struct S3Resources {
    std::string bucket;   // arn:…:s3:::bucket
    std::string objects;  // arn:…:s3:::bucket/prefix/*
};

S3Resources resources_of(const S3Place& place, const std::string& partition) {
    const std::string bucket = "arn:" + partition + ":s3:::" + place.bucket;
    const bool is_object = !place.key.empty() && !place.is_prefix();
    return {bucket, bucket + '/' + place.key + (is_object ? "" : "*")};
}

// Whether an action pattern takes in a listing of a bucket.
bool lists(const std::string& action, const char* listing) {
    return action_covers(action, listing);
}

// One action below a prefix or on one object: on objects as it is, of the bucket only what a prefix can limit.
Status add_within(const What& row, const Grant& wanted, const S3Place& place, const S3Resources& on, Grants& out) {
    const S3Level level = s3_level(std::string_view(wanted.action).substr(3));
    if (level == S3Level::bucket) {
        return refuse(row.what, "is less than a bucket, and " + wanted.action + " works on a whole bucket only");
    }
    if (level == S3Level::object || level == S3Level::unknown) {
        out.insert({wanted.action, on.objects, wanted.condition});
    }
    for (const char* listing : {"s3:ListBucket", "s3:ListBucketVersions"}) {
        if (!lists(wanted.action, listing)) continue;
        auto grant = limited(row, {listing, on.bucket, wanted.condition}, place);
        if (!grant) return grant.error();
        out.insert(*std::move(grant));
    }
    return Done{};
}

void add_whole(const Grant& wanted, const S3Resources& on, Grants& out) {
    const S3Level level = s3_level(std::string_view(wanted.action).substr(3));
    if (level != S3Level::object) out.insert({wanted.action, on.bucket, wanted.condition});
    if (level == S3Level::object || level == S3Level::unknown) {
        out.insert({wanted.action, on.objects, wanted.condition});
    }
}

bool is_s3_action(const std::string& action) {
    return is_action(action) && to_lower_ascii(action).compare(0, 3, "s3:") == 0;
}

// The actions a word stands for on S3. A word's actions that a part of a bucket cannot have are left out there.
std::vector<std::string> actions_of(const std::string& word, const S3Place& place, const PermissionTable& permissions) {
    std::vector<std::string> out;
    for (const Permission& permission : permissions) {
        if (permission.word != word || !is_s3_action(permission.action)) continue;
        const S3Level level = s3_level(std::string_view(permission.action).substr(3));
        if (!place.key.empty() && level == S3Level::bucket) continue;
        out.push_back(permission.action);
    }
    return out;
}

Result<Grants> translate_s3(const What& row, const WhatContext& context) {
    const auto place = parse_s3_place(row.what);
    if (!place) return place.error();
    const auto condition = condition_of(row);
    if (!condition) return condition.error();
    std::vector<std::string> actions;
    if (row.permission.find(':') == std::string::npos) {
        actions = actions_of(row.permission, *place, context.permissions);
        if (actions.empty()) return refuse(row.what, "has no permission \"" + printable(row.permission) + '"');
    } else if (is_s3_action(row.permission)) {
        actions.push_back(row.permission);
    } else {
        return refuse(row.what, "does not take " + printable(row.permission) + ", which is no action of S3");
    }
    const S3Resources on = resources_of(*place, context.partition);
    Grants out;
    for (const std::string& action : actions) {
        if (place->key.empty()) {
            add_whole({action, "", *condition}, on, out);
        } else if (auto added = add_within(row, {action, "", *condition}, *place, on, out); !added) {
            return added.error();
        }
    }
    return out;
}

// An ARN as IAM reads it in Resource: wildcards and variables stay what they are.
Status check_resource(const std::string& what, const std::string& partition) {
    if (what == "*") return Done{};
    if (const std::string bad = forbidden_character(what); !bad.empty()) {
        return refuse(what, "holds " + bad + ", which no policy may hold");
    }
    const std::vector<std::string_view> parts = split(what, ':');
    if (parts.size() < 6 || parts[0] != "arn" || parts[2].empty() || what.back() == ':') {
        return refuse(what, "is neither s3:// nor an ARN");
    }
    if (!covers(parts[1], partition)) return refuse(what, "is not of partition " + partition);
    return Done{};
}

Result<Grants> translate_arn(const What& row, const WhatContext& context) {
    if (auto checked = check_resource(row.what, context.partition); !checked) return checked.error();
    if (!is_action(row.permission)) {
        return refuse(row.what, "needs an action such as service:Action; \"" + printable(row.permission) +
                                    "\" is a word that we only know for s3://");
    }
    const auto condition = condition_of(row);
    if (!condition) return condition.error();
    return Grants{{row.permission, row.what, *condition}};
}

}  // namespace

Result<S3Place> parse_s3_place(const std::string& what) {
    const std::string rest = what.substr(s3_scheme.size());
    const std::size_t slash = rest.find('/');
    S3Place place{rest.substr(0, slash), slash == std::string::npos ? "" : rest.substr(slash + 1)};
    if (const std::string bad = forbidden_character(what); !bad.empty()) {
        return refuse(what, "holds " + bad + ", which no policy may hold");
    }
    if (what.find_first_of("*?") != std::string::npos || what.find("${") != std::string::npos) {
        return refuse(what, "holds *, ? or ${, which would mean more than the place itself");
    }
    if (!is_bucket_name(place.bucket)) return refuse(what, "names no bucket");
    if (place.key.size() > 1024) return refuse(what, "is longer than a key of S3 can be (1,024 octets)");
    return place;
}

Result<Grants> translate(const What& row, const WhatContext& context) {
    return is_s3(row.what) ? translate_s3(row, context) : translate_arn(row, context);
}

}  // namespace iamirror::model
