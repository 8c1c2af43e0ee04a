// Where a setting comes from, seen from outside: the real program, a real environment, real files.
#include "sync/settings.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/program.h"
#include "tests/support/temporary_directory.h"

namespace iamirror::sync {

namespace {

using testing::ProgramResult;

class Settings : public ::testing::Test {
  protected:
    std::string write(const std::string& name, const std::string& text) const {
        const auto path = directory_ / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path} << text;
        chmod(path.c_str(), 0600);
        return path.string();
    }

    // In the test's directory, which is its home too; reads the configuration file that it finds there.
    ProgramResult run(const std::vector<std::string>& arguments, Environment environment = {}) const {
        testing::Command command{.arguments = {IAMIRROR_BINARY},
                                 .environment = {{"PATH", "/usr/bin:/bin"}, {"HOME", directory_.string()}},
                                 .directory = directory_.string()};
        command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
        for (const auto& [name, value] : environment) command.environment[name] = value;
        testing::ChildProcess process{command};
        auto result = testing::finish(process);
        EXPECT_FALSE(result.has_crashed()) << result.err;
        return result;
    }

    std::string url(const std::vector<std::string>& flags, Environment environment = {}) const {
        std::vector<std::string> arguments{"db", "url"};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        const auto result = run(arguments, std::move(environment));
        EXPECT_EQ(result.exit_code, 0) << result.err;
        return result.out.substr(0, result.out.find('\n'));
    }

    // How `db status` prints: the first characters tell.
    std::string format_of_output(const std::vector<std::string>& flags, Environment environment = {}) const {
        std::vector<std::string> arguments{"db", "status", "--data-dir", directory_.string()};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        const auto out = run(arguments, std::move(environment)).out;
        return out.starts_with("{") ? "json" : out.starts_with("path,") ? "csv" : "table";
    }

    const testing::TemporaryDirectory own_;
    const std::filesystem::path& directory_ = own_.path();
};

}  // namespace

TEST_F(Settings, FlagBeforeEnvironmentBeforeFileBeforeDefault) {
    EXPECT_EQ(format_of_output({}), "table");
    write("iamirror.yaml", "output: csv\n");
    EXPECT_EQ(format_of_output({}), "csv");
    EXPECT_EQ(format_of_output({}, {{"IAMIRROR_OUTPUT", "json"}}), "json");
    EXPECT_EQ(format_of_output({}, {{"IAMIRROR_OUTPUT", ""}}), "csv");
    EXPECT_EQ(format_of_output({"-o", "table"}, {{"IAMIRROR_OUTPUT", "json"}}), "table");
}

TEST_F(Settings, TheDatabaseAlsoComesFromLibpqsVariables) {
    write("iamirror.yaml", "database-url: postgresql:///file\n");
    EXPECT_EQ(url({}), "postgresql:///file");
    EXPECT_EQ(url({}, {{"DATABASE_URL", "postgresql:///common"}}), "postgresql:///common");
    EXPECT_EQ(url({}, {{"DATABASE_URL", "postgresql:///common"}, {"IAMIRROR_DATABASE_URL", "postgresql:///own"}}),
              "postgresql:///own");
    EXPECT_EQ(url({"--database-url", "postgresql:///flag"}, {{"IAMIRROR_DATABASE_URL", "postgresql:///own"}}),
              "postgresql:///flag");
}

TEST_F(Settings, TheFirstFileThatIsThereIsRead) {
    const auto named = write("named.yaml", "database-url: postgresql:///named\n");
    write(".config/iamirror/iamirror.yaml", "database-url: postgresql:///home\n");
    EXPECT_EQ(url({}), "postgresql:///home");
    write("iamirror.yaml", "database-url: postgresql:///here\n");
    EXPECT_EQ(url({}), "postgresql:///here");
    EXPECT_EQ(url({}, {{"IAMIRROR_CONFIG", named}}), "postgresql:///named");
    EXPECT_EQ(url({"--config", named}, {{"IAMIRROR_CONFIG", "/dev/null"}}), "postgresql:///named");
}

TEST_F(Settings, ANamedFileThatIsNotThereIsAnError) {
    const auto result = run({"--config", "nowhere.yaml", "db", "status"});
    EXPECT_EQ(result.exit_code, 64);
    EXPECT_NE(result.err.find("nowhere.yaml cannot be read: No such file"), std::string::npos) << result.err;
}

TEST_F(Settings, EveryFaultOfAFileIsToldWithItsPlace) {
    write("iamirror.yaml", "regoin: eu-west-1\naccept-empty: yes\nruns: many\noutput: [csv]\nlog-level: loud\n");
    const auto result = run({"db", "status"});
    EXPECT_EQ(result.exit_code, 64);
    for (const auto* fault :
         {"iamirror.yaml:1:1: there is no option regoin; the nearest is region",
          "iamirror.yaml:2:15: accept-empty: is true or false", "iamirror.yaml:3:7: runs: many is not what it takes",
          "iamirror.yaml:4:9: output: takes one value, not a list",
          "iamirror.yaml:5:12: log-level: loud is none of debug,error,info,trace,warn"})
        EXPECT_NE(result.err.find(fault), std::string::npos) << fault << "\n" << result.err;
}

TEST_F(Settings, AFaultOfTheEnvironmentNamesTheVariable) {
    const auto result = run({"db", "status"}, {{"IAMIRROR_RUNS", "many"}, {"IAMIRROR_OUTPUT", "xml"}});
    EXPECT_EQ(result.exit_code, 64);
    EXPECT_NE(result.err.find("IAMIRROR_RUNS: many is not what it takes"), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("IAMIRROR_OUTPUT: xml is none of csv,json,table"), std::string::npos) << result.err;
}

TEST_F(Settings, APasswordOfTheFileIsNeverPrinted) {
    const auto path = write("iamirror.yaml", "database-url: postgresql://u:CANARY@127.0.0.1:1/x\nlog-level: trace\n");
    const auto quiet = run({"status"});
    EXPECT_EQ(quiet.exit_code, 1);
    EXPECT_EQ(quiet.err.find("other users"), std::string::npos) << quiet.err;
    chmod(path.c_str(), 0644);
    const auto warned = run({"status"});
    EXPECT_NE(warned.err.find("iamirror.yaml:1:15: the file holds a password and other users can read it"),
              std::string::npos)
        << warned.err;
    for (const auto& result : {quiet, warned}) EXPECT_EQ((result.out + result.err).find("CANARY"), std::string::npos);
}

TEST_F(Settings, JsonLogsAreAnObjectALineWhateverGoesWrong) {
    write("iamirror.yaml", "log-format: json\ndatabase-url: postgresql://u:CANARY@127.0.0.1:1/\"\n");
    chmod((directory_ / "iamirror.yaml").c_str(), 0644);
    const auto failed = run({"status"});
    EXPECT_EQ(std::count(failed.err.begin(), failed.err.end(), '\n'), 2) << failed.err;
    const auto misused = run({"--log-format", "json", "statu\x1b[2Js"});
    EXPECT_EQ(misused.exit_code, 64);
    std::istringstream lines{failed.err + misused.err};
    for (std::string line; std::getline(lines, line);)
        EXPECT_TRUE(nlohmann::json::parse(line).contains("level")) << line;
}

TEST(NearestName, IsTheFewestChangesAway) {
    const std::vector<std::string> known{"region", "runs", "data-dir"};
    EXPECT_EQ(nearest_name("regoin", known), "region");
    EXPECT_EQ(nearest_name("datadir", known), "data-dir");
    EXPECT_EQ(nearest_name("run", known), "runs");
    EXPECT_EQ(nearest_name(std::string(1'000'000, 'x'), known), "region") << "of those as near, the first";
    EXPECT_EQ(nearest_name("x", {}), "");
}

}  // namespace iamirror::sync
