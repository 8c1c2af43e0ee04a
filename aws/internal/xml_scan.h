// What tinyxml2 does not look at, before it reads: it takes document types and unknown references, drops text that is
// only blanks, and needs a time that grows with the square of a tag's attributes.
#pragma once

#include <string>
#include <string_view>

#include "model/base/result.h"

namespace iamirror::aws {

// The text as tinyxml2 is to read it, in one pass: `body`, or, where something had to be changed, what `room` holds then.
// ErrorKind::invalid_answer for NUL, a document type, a reference that XML does not know, an end tag too many, a tag of
// more than 4,096 octets.
Result<std::string_view> prepared_xml(std::string_view body, std::string& room);

}  // namespace iamirror::aws
