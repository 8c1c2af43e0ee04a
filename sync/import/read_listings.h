// Reads each listing once and hands every page to the types that ask for it.
#pragma once

#include <map>
#include <memory>
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
    long expected = 0;  // objects of the account, for the progress shown; 0 if not known
};

// A scope fails by itself: what one reader cannot take does not end the listing for the others.
void read_listings(ReadingParts parts, const std::vector<ResourceType>& types, Reading& reading);

// The columns of ops.scope that an error fills.
void describe_failure(const Error& error, sql::ScopeResult& scope);

}  // namespace iamirror::sync
