// iamirror: mirrors who can do what in AWS into PostgreSQL, and writes access decided there back to AWS.
#include "sync/cli.h"

int main(int argc, char** argv) {
    return iamirror::sync::run_cli(argc, argv);
}
