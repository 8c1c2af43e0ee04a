// policy/catalogue/make.py on a source small enough to see through.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "tests/support/child_process.h"
#include "tests/support/source_tree.h"
#include "tests/support/temporary_directory.h"

namespace iamirror::testing {
namespace {

using Files = std::map<std::string, std::string>;

// In the form of the published source.
Files source() {
    return {
        {"package.json", R"({"name":"x","version":"1.2","updatedAt":"2026-01-02T03:04:05.678Z"})"},
        {"data/services.json", R"(["room","door"])"},
        {"data/rcpSupportedServices.json", R"(["door"])"},
        {"dist/cjs/globalConditionKeys.js",
         "[{\n key: 'aws:PrincipalTag/tag-key',\n category: 'principal',\n type: 'String',\n description: ''\n }]"},
        {"data/conditionKeys/door.json", R"({"door:lock":{"key":"door:Lock","type":"ArrayOfString"}})"},
        {"data/conditionKeys/room.json", R"({"door:lock":{"key":"door:Lock","type":"ArrayOfString"}})"},
        {"data/resourceTypes/door.json",
         R"({"wing":{"key":"Wing","arn":"arn:b, arn:a","conditionKeys":["door:Lock"]}})"},
        {"data/resourceTypes/room.json", "{}"},
        {"data/actions/door.json",
         R"({"open":{"name":"Open","accessLevel":"Write","conditionKeys":["aws:PrincipalTag/${TagKey}"],)"
         R"("resourceTypes":[{"name":"Wing","conditionKeys":["door:Lock"]}]},)"
         R"("look":{"name":"Look","accessLevel":"List","conditionKeys":[],"resourceTypes":[]}})"},
        {"data/actions/room.json",
         R"({"tag":{"name":"Tag","accessLevel":"Tagging, Write","conditionKeys":["door:Lock"],"resourceTypes":[]}})"},
    };
}

constexpr auto* made =
    "version\t1.2\ndate\t2026-01-02\nkey\taws:PrincipalTag/${TagKey}\tstring\n"
    "service\tdoor\trcp\nkey\tdoor:Lock\tstring[]\ntype\tWing\tarn:a\t:Lock\ntype\tWing\tarn:b\t:Lock\n"
    "L\tLook\nW\tOpen\tWing\taws:PrincipalTag/${TagKey}\n"
    "service\troom\nkey\tdoor:Lock\tstring[]\nT\tTag\t\tdoor:Lock\n";

class CatalogueScript : public ::testing::Test {
  protected:
    // The exit code, and what was written but for the notes at its head.
    std::pair<int, std::string> make(const Files& files) const {
        for (const auto& [name, text] : files) {
            std::filesystem::create_directories((directory_ / name).parent_path());
            std::ofstream{directory_ / name} << text;
        }
        const auto script = source_root() + "/model/policy/catalogue/make.py";
        ChildProcess process{{.arguments = {"/usr/bin/env", "python3", script, directory_.string()},
                              .environment = {{"PATH", environment("PATH", "/usr/bin:/bin")}}}};
        const int code = process.wait();
        const auto out = process.out();
        return {code, out.substr(std::min(out.size(), out.find("version")))};
    }

    const TemporaryDirectory own_;
    const std::filesystem::path& directory_ = own_.path();
};

TEST_F(CatalogueScript, WritesTheFormatThatItDocuments) {
    EXPECT_EQ(make(source()), std::pair(0, std::string{made}));
}

// What it cannot hold ends it: a catalogue with less than the source would look like one without.
TEST_F(CatalogueScript, EndsWhereTheSourceIsNotAsItWas) {
    const Files changes{
        {"data/actions/room.json",
         R"({"tag":{"name":"Tag","accessLevel":"Destroy","conditionKeys":[],"resourceTypes":[]}})"},
        {"data/actions/door.json",
         R"({"tag":{"name":"T\tg","accessLevel":"List","conditionKeys":[],"resourceTypes":[]}})"},
        {"data/conditionKeys/door.json", R"({"door:lock":{"key":"door:Lock","type":"Colour"}})"},
        {"data/resourceTypes/door.json", "{}"},
        {"dist/cjs/globalConditionKeys.js", "[]"},
    };
    for (const auto& [name, text] : changes) {
        auto files = source();
        files[name] = text;
        EXPECT_NE(make(files).first, 0) << name;
    }
}

}  // namespace
}  // namespace iamirror::testing
