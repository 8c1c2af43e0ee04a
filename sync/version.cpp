#include "sync/version.h"

namespace iamirror::sync {

std::string version() {
    return IAMIRROR_VERSION;
}

}  // namespace iamirror::sync
