// Fan-outs: what AWS tells of one object a call.
#pragma once

#include <vector>

#include "sync/import/reading.h"

namespace iamirror::sync {

// Which fan-out, and where.
struct FanOutParts {
    ReadingParts& run;
    const aws::Client& client;  // is asked where an object says no region
    const ResourceType& type;
    const Part& part;
    sql::ScopeKey scope;
};

// Asks for a part of a type about each object of a complete primary listing and stages what came. Complete object by
// object: one that cannot be read is a gap, and the scope is denied or failed; one that is gone by now is a gap of a
// complete scope; where nothing is configured the columns take Column::absent. Fills the objects' region where the part
// tells it.
void read_objects(FanOutParts parts, std::vector<KnownObject>& objects, Reading& reading);

// The scope of a fan-out whose primary listing failed: it has nothing to ask about, and its rows stay.
sql::ScopeResult unread_fan_out(const sql::ScopeKey& key, const sql::ScopeResult& primary);

}  // namespace iamirror::sync
