// The published cases that tests run where they lie.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace iamirror::aws {

inline std::optional<std::filesystem::path> corpora() {
    const char* folder = std::getenv("IAMIRROR_CORPORA");
    if (folder == nullptr || *folder == '\0') return std::nullopt;
    return std::filesystem::path{folder};
}

inline std::string read_file(const std::filesystem::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error("no such file: " + path.string());
    return {std::istreambuf_iterator<char>{file}, {}};
}

inline nlohmann::json read_json(const std::filesystem::path& path) {
    return nlohmann::json::parse(read_file(path));
}

}  // namespace iamirror::aws

// Ends the test, loudly, where the cases are not on this machine.
#define IAMIRROR_NEEDS_CORPORA() \
    if (!iamirror::aws::corpora()) GTEST_SKIP() << "IAMIRROR_CORPORA is not set: published cases were NOT run"
