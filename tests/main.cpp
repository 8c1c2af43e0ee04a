// The end of every test program. A filter that matches no test is a failure: an entry of ctest that runs nothing would
// pass for ever. (GoogleTest has a flag for it from 1.16 on; Debian 12 and 13 are older.)
#include <gtest/gtest.h>

#include <cstdio>

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    const int failed = RUN_ALL_TESTS();
    if (failed == 0 && !GTEST_FLAG_GET(list_tests) && testing::UnitTest::GetInstance()->test_to_run_count() == 0) {
        std::fprintf(stderr, "no test matches the filter %s\n", GTEST_FLAG_GET(filter).c_str());
        return 1;
    }
    return failed;
}
