#include "sync/config_text.h"

#include <gtest/gtest.h>

namespace iamirror::sync {

namespace {

std::string fault_of(std::string_view text) {
    const auto entries = read_config_text(text, "f.yaml");
    if (entries) return "";
    EXPECT_EQ(entries.error().kind, ErrorKind::usage);
    return entries.error().message;
}

// Eight levels of nine: a few hundred octets that stand for gigabytes.
std::string billion_laughs() {
    std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int level = 1; level < 9; ++level) {
        const auto before = "*a" + std::to_string(level - 1);
        text += "a" + std::to_string(level) + ": &a" + std::to_string(level) + " [";
        for (int i = 0; i < 9; ++i) text += (i > 0 ? ", " : "") + before;
        text += "]\n";
    }
    return text;
}

}  // namespace

TEST(ConfigText, ReadsValuesAndLists) {
    const auto entries = read_config_text("# nightly\nregion: eu-west-1\nonly: [a, 'b c']\nskip:\n  - \"d\"\n", "f");
    ASSERT_TRUE(entries.ok()) << entries.error().message;
    ASSERT_EQ(entries->size(), 3u);
    EXPECT_EQ(entries->at(0).key, "region");
    EXPECT_EQ(entries->at(0).values, std::vector<std::string>{"eu-west-1"});
    EXPECT_FALSE(entries->at(0).is_list);
    EXPECT_EQ(entries->at(0).value_place.line, 2);
    EXPECT_EQ(entries->at(0).value_place.column, 9);
    EXPECT_EQ(entries->at(1).values, (std::vector<std::string>{"a", "b c"}));
    EXPECT_TRUE(entries->at(1).is_list);
    EXPECT_EQ(entries->at(2).values, std::vector<std::string>{"d"});
}

TEST(ConfigText, TextStaysText) {
    const auto entries = read_config_text("a: no\nb: 012\nc: 1e3\n", "f");
    ASSERT_TRUE(entries.ok());
    EXPECT_EQ(entries->at(0).values.front() + entries->at(1).values.front() + entries->at(2).values.front(),
              "no0121e3");
}

TEST(ConfigText, NothingIsNoError) {
    for (const auto* text : {"", "\n\n", "# nothing\n", "---\n", "# no line end"})
        EXPECT_EQ(fault_of(text), "") << text;
}

TEST(ConfigText, NamesThePlaceOfWhatItRefuses) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"a: 1\na: 2\n", "f.yaml:2:1: the option a stands here a second time"},
        {"a: \"open\nb: 1\n", "f.yaml:4:1: "},
        {"a: [1, 2\n", "f.yaml:"},
        {"a: 1\n  b: 2\n", "f.yaml:2:"},
        {"a: 1\nnot-a-key\n", "f.yaml:2:1: not-a-key has no value"},
        {"a:\n", "f.yaml:1:1: a has no value"},
        {"a: {b: 1}\n", "f.yaml:1:4: a takes a value or a list, no options of its own"},
        {"a: [b, [c]]\n", "f.yaml:1:8: a takes no list in a list"},
        {"a: [b, {c: 1}]\n", "f.yaml:1:8: a takes a value or a list"},
        {"- a\n", "f.yaml:1:1: a line `option: value` is expected"},
        {"words\n", "f.yaml:1:1: a line `option: value` is expected"},
        {"? [a]\n: b\n", "f.yaml:1:3: "},
        {"a: &x 1\n", "f.yaml:1:4: anchors are not taken"},
        {"a: *x\n", "f.yaml:1:4: "},
        {"a: !!python/object x\n", "f.yaml:1:4: tags are not taken"},
        {"a: 1\n---\nb: 2\n", "f.yaml:1:1: more than one document"},
        {"a: \"x\\0y\"\n", "f.yaml:1:4: a holds a control character"},
        {"a: |\n  two\n  lines\n", "f.yaml:1:4: a holds a control character"},
        {"a: \xFF\n", "f.yaml:1:1: not UTF-8"},
        {std::string("a: 1\nb: x\0y\n", 12), "f.yaml:2:5: an octet of value 0"}};
    for (const auto& [text, message] : cases) EXPECT_EQ(fault_of(text).substr(0, message.size()), message) << text;
}

TEST(ConfigText, ABombIsRefusedAtItsFirstAnchor) {
    EXPECT_EQ(fault_of(billion_laughs()), "f.yaml:1:5: anchors are not taken");
}

TEST(ConfigText, WhatIsTooLongIsNotParsed) {
    EXPECT_EQ(fault_of("a: " + std::string(1'000'000, 'x') + "\n"), "f.yaml:1:1: longer than 65536 octets");
    EXPECT_EQ(fault_of("a: " + std::string(60'000, '[')).substr(0, 7), "f.yaml:");
}

}  // namespace iamirror::sync
