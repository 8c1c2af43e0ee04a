// What the parts of an import share while it reads.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "aws/client.h"
#include "model/base/event.h"
#include "sql/staging.h"
#include "sync/resource_type.h"

namespace iamirror::sync {

// How the scopes of the run ended, and what was found on the way.
struct Reading {
    std::vector<sql::ScopeResult> scopes;
    std::vector<sql::Finding> findings;
    std::map<std::string, long> own_objects;  // of each complete primary scope, by type
    std::optional<Error> interrupted;         // a signal ended the reading
};

// An operation that the run has asked already, for what it needs to know before it reads: not asked again.
struct Asked {
    std::string action;  // "sts:GetCallerIdentity"
    const Result<aws::Answer>& answer;
};

struct ReadingParts {
    aws::Client& client;
    std::vector<Asked> asked;
    sql::Staging& staging;
    Observer& observer;
    Clock& clock;
    std::string account_id;
    std::string partition;  // "aws": of ARNs that no answer has
    long expected = 0;      // objects of IAM, for the progress shown; 0 if not known
    std::vector<std::string>
        regions;  // where regional types are asked for; none: where the objects read are, and these:
    std::vector<std::string> former_regions;  // where they were asked for before
    int threads = 1;                          // of a fan-out
};

// One object that a primary listing showed, for the calls about it.
struct KnownObject {
    std::string object_id;
    std::string arn;
    std::string name;
    std::string region;  // where it is; "" if nothing said so yet
};

// The columns of ops.scope that an error fills; `asked` is what was called, for the permission that it needs.
void describe_failure(const Error& error, const aws::Operation& asked, sql::ScopeResult& scope);

// The first of the columns that the row has a text for, "" without one.
std::string region_in(const Row& row, const std::vector<std::string>& region_columns);

// What a listing's row says for the calls about its object.
KnownObject known_object(const Row& row, const std::vector<std::string>& region_columns);

// Those of the listing, and the account where it is one.
aws::Parameters parameters_of(const Listing& listing, const std::string& account_id);

// What AWS said of one object, and where it was asked.
struct AboutObject {
    Result<aws::Answer> answer;
    std::string asked_in;
};
// The call of a fan-out, in the object's region where that is known.
AboutObject ask_about(const KnownObject& object, const Part& part, const aws::Client& client,
                      const std::string& account_id);

// A signal was received: nothing more is asked.
Status check_signal();

}  // namespace iamirror::sync
