// What this program asks of the allocator of the C library.
#pragma once

namespace iamirror {

// Keeps up to 64 MiB of freed memory for what comes next. Without it glibc gives the buffers of a page of an answer
// back to the system and takes them anew for the next, a fault for every 4 KiB: a quarter of a page's CPU. No effect
// with another C library. Call it before other threads begin. https://man7.org/linux/man-pages/man3/mallopt.3.html
void keep_freed_memory();

}  // namespace iamirror
