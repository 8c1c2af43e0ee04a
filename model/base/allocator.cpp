#include "model/base/allocator.h"

#include <malloc.h>

namespace iamirror {

void keep_freed_memory() {
#ifdef __GLIBC__
    constexpr int mebibyte = 1 << 20;
    mallopt(M_MMAP_THRESHOLD, 32 * mebibyte);  // the highest that there is
    mallopt(M_TRIM_THRESHOLD, 64 * mebibyte);
#endif
}

}  // namespace iamirror
