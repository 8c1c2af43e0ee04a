// Reads each listing once and hands every page to the types that ask for it.
#pragma once

#include "sync/import/reading.h"

namespace iamirror::sync {

// A scope fails by itself: what one reader cannot take does not end the listing for the others. Types of one place come
// first; regional types are then asked for in the regions that were given or, without any, found.
void read_listings(ReadingParts parts, const std::vector<ResourceType>& types, Reading& reading);

}  // namespace iamirror::sync
