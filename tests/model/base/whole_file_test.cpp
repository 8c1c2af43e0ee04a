#include "model/base/whole_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/support/temporary_directory.h"

namespace iamirror {
namespace {

namespace fs = std::filesystem;

class WholeFile : public ::testing::Test {
  protected:
    static std::string text_of(const fs::path& path) {
        std::ifstream file(path);
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }
    std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(directory_), {}); }

    const testing::TemporaryDirectory own_;
    const fs::path& directory_ = own_.path();
};

TEST_F(WholeFile, IsForItsOwnerOnly) {
    const auto path = directory_ / "plan.json";
    std::ofstream(path) << "an older one, longer than the new one";
    fs::permissions(path, fs::perms::all);
    ASSERT_TRUE(write_whole_file(path.string(), "new"));
    EXPECT_EQ(text_of(path), "new");
    struct stat now {};
    stat(path.c_str(), &now);
    EXPECT_EQ(now.st_mode & 0777U, 0600U);
    EXPECT_EQ(files(), 1);
}

TEST_F(WholeFile, TakesThePlaceOfALinkNotOfWhatItPointsTo) {
    std::ofstream(directory_ / "other") << "stays";
    fs::create_symlink("other", directory_ / "plan.json");
    ASSERT_TRUE(write_whole_file((directory_ / "plan.json").string(), "new"));
    EXPECT_EQ(text_of(directory_ / "other"), "stays");
    EXPECT_EQ(text_of(directory_ / "plan.json"), "new");
}

TEST_F(WholeFile, NamesThePathItCannotWriteAndLeavesNothing) {
    const auto nowhere = (directory_ / "missing" / "plan.json").string();
    const auto status = write_whole_file(nowhere, "x");
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().message, nowhere + ": No such file or directory");
    EXPECT_FALSE(write_whole_file(directory_.string(), "x"));
    EXPECT_FALSE(write_whole_file("/dev/null", "x"));
    EXPECT_FALSE(write_whole_file("", "x"));
    EXPECT_EQ(files(), 0);
}

}  // namespace
}  // namespace iamirror
