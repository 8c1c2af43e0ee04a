// The text of a configuration file: a YAML mapping from the name of an option to its value or values, and no more of
// YAML than that.
// https://yaml.org/spec/1.2.2/
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"

namespace iamirror::sync {

// Both from 1. A column counts characters.
struct TextPlace {
    int line = 1;
    int column = 1;
};

struct ConfigEntry {
    std::string key;
    TextPlace key_place;
    std::vector<std::string> values;  // UTF-8 without control characters
    bool is_list = false;             // written as a list, of any length
    TextPlace value_place;
};

inline constexpr std::size_t max_config_octets = 64 * 1024;

// Entries in the order written; none for a text of comments. ErrorKind::usage, with `path`:line:column, for what is no
// YAML, is longer than max_config_octets, holds NUL or bad UTF-8, repeats a key, or uses what no option needs: maps in
// maps, lists in lists, anchors and aliases (a few lines of them stand for gigabytes), tags, a second document.
Result<std::vector<ConfigEntry>> read_config_text(std::string_view text, const std::string& path);

// "iamirror.yaml:3:7"
std::string format(const std::string& path, const TextPlace& place);

}  // namespace iamirror::sync
