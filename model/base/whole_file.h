// A file that is there whole or not at all, whenever the program is killed.
#pragma once

#include <string>

#include "model/base/result.h"

namespace iamirror {

// Writes `text` beside `path`, to the disk, and then renames it there: only its owner may read it (0600). Takes the
// place of a regular file or of a link; anything else that is there, a device or a directory, is an error. Errors name
// the path.
Status write_whole_file(const std::string& path, const std::string& text);

}  // namespace iamirror
