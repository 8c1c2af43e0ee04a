// iamirror: mirrors who can do what in AWS into PostgreSQL, and writes access decided there back to AWS.
#include "model/base/allocator.h"
#include "sync/cli.h"

int main(int argc, char** argv) {
    iamirror::keep_freed_memory();
    return iamirror::sync::run_cli(argc, argv);
}
