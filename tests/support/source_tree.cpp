#include "tests/support/source_tree.h"

#include <cstdlib>
#include <filesystem>

namespace iamirror::testing {

std::string environment(const char* name, const std::string& otherwise) {
    const char* value = std::getenv(name);
    return value == nullptr || *value == '\0' ? otherwise : value;
}

std::string source_root() {
    const std::filesystem::path here = std::filesystem::absolute(__FILE__).lexically_normal();
    return environment("IAMIRROR_SOURCE", here.parent_path().parent_path().parent_path().string());
}

std::string stand_in_python() {
    return environment("IAMIRROR_VENV", source_root() + "/build/venv") + "/bin/python";
}

}  // namespace iamirror::testing
