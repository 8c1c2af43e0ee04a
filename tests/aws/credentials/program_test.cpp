// Real programs: what they may write, how long they may take, and that none is left behind.
#include "aws/credentials/program.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

namespace iamirror::aws {
namespace {

Program sh(const std::string& line) {
    return {.arguments = {"/bin/sh", "-c", line}, .environment = {{"PATH", "/usr/bin:/bin"}}};
}

std::string refusal(const Program& program) {
    const auto found = run_program(program);
    EXPECT_FALSE(found.ok());
    return found.ok() ? "" : found.error().message;
}

// One that has ended may wait as a zombie for somebody to ask.
bool is_running(pid_t pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(file, text);
    const std::size_t name_end = text.rfind(") ");
    return name_end != std::string::npos && text[name_end + 2] != 'Z';
}

TEST(Program, GivesWhatItWroteAndNothingOfItsErrors) {
    EXPECT_EQ(*run_program(sh("echo out; echo err >&2; echo \"$PATH\"")), "out\n/usr/bin:/bin\n");
    EXPECT_EQ(run_program(sh("head -c 40000 /dev/zero"))->size(), 40'000U);
}

TEST(Program, ThatFailsIsNoAnswer) {
    EXPECT_NE(refusal(sh("echo keys; exit 3")).find("3"), std::string::npos);
    EXPECT_NE(refusal(sh("kill -9 $$")).find("signal 9"), std::string::npos);
    EXPECT_FALSE(run_program({.arguments = {"/nowhere/program"}, .environment = {}}).ok());
}

TEST(Program, ThatWritesTooMuchIsEnded) {
    Program endless = sh("exec yes");
    endless.max_output_octets = 10'000;
    EXPECT_EQ(refusal(endless), "it wrote more than 10000 octets");
}

// With all that it started: the whole group.
TEST(Program, ThatTakesTooLongIsEndedWithItsChildren) {
    const std::filesystem::path file = std::filesystem::temp_directory_path() / ("pid-" + std::to_string(getpid()));
    Program slow = sh("sleep 100 & echo $! >" + file.string() + "; wait");
    slow.timeout = std::chrono::milliseconds{1'000};
    EXPECT_EQ(refusal(slow), "it did not end within 1 s");
    pid_t child = 0;
    std::ifstream{file} >> child;
    std::filesystem::remove(file);
    ASSERT_GT(child, 0);
    for (int i = 0; i < 200 && is_running(child); ++i) std::this_thread::sleep_for(std::chrono::milliseconds{20});
    EXPECT_FALSE(is_running(child));
}

}  // namespace
}  // namespace iamirror::aws
