#include "model/json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

namespace iamirror::model {
namespace {

TEST(ReadJson, KeepsNumbersOrderAndRepeats) {
    const JsonReading reading = read_json(R"( {"b":1.50,"a":[-0,1E+2,true,null],"b":"x"} )");
    ASSERT_TRUE(reading.value);
    EXPECT_EQ(write_json(*reading.value), R"({"b":1.50,"a":[-0,1E+2,true,null],"b":"x"})");
    ASSERT_EQ(reading.faults.size(), 1u);
    EXPECT_EQ(reading.faults[0], (JsonFault{JsonFault::Kind::duplicate_key, "b", 1}));
}

TEST(ReadJson, FindsARepeatAmongFewAndMany) {
    for (const int members : {2, 15, 16, 17, 18, 40}) {
        for (int repeated = 0; repeated < members - 1; ++repeated) {
            std::string text = "{";
            for (int i = 0; i < members - 1; ++i) text += "\"k" + std::to_string(i) + "\": 1, ";
            const JsonReading once = read_json(text + "\"last\": 1}");
            EXPECT_EQ(once.faults.size(), 0u) << members;
            const JsonReading twice = read_json(text + "\"k" + std::to_string(repeated) + "\": 1}");
            ASSERT_EQ(twice.faults.size(), 1u) << members << " " << repeated;
            EXPECT_EQ(twice.faults[0].where, "k" + std::to_string(repeated));
        }
    }
}

TEST(ReadJson, DecodesEscapesAndPairs) {
    const JsonReading reading = read_json(R"("\"\\\/\b\f\n\r\t\u0041\u00e9\u20AC\ud83d\ude00")");
    ASSERT_TRUE(reading.value);
    EXPECT_EQ(reading.value->text, "\"\\/\b\f\n\r\tA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80");
}

TEST(ReadJson, SaysWhereTheTextEndsToBeJson) {
    const JsonReading reading = read_json(R"({"a":1,})");
    ASSERT_EQ(reading.faults.size(), 1u);
    EXPECT_EQ(reading.faults[0].where, "octet 7");
}

TEST(ReadJson, GoesNoDeeperThanAsked) {
    EXPECT_TRUE(read_json("[[[]]]", 3).value);
    const JsonReading deep = read_json("[[[[]]]]", 3);
    EXPECT_FALSE(deep.value);
    EXPECT_EQ(deep.faults.at(0).kind, JsonFault::Kind::too_deep);
}

// Another reader, written by others, must agree on what is JSON. It stops at a NUL and takes a byte order mark, which
// we do not; neither is among the pieces.
void agree(const std::string& text) {
    const JsonReading reading = read_json(text);
    const bool has_half_pair = !reading.faults.empty() && reading.faults[0].kind == JsonFault::Kind::lone_surrogate;
    if (has_half_pair) return;
    ASSERT_EQ(reading.value.has_value(), nlohmann::json::accept(text)) << text;
    if (!reading.value || !reading.faults.empty()) return;
    ASSERT_EQ(nlohmann::json::parse(write_json(*reading.value)), nlohmann::json::parse(text)) << text;
}

const std::vector<std::string> pieces = {"{",    "}",       "[",  "]",  ",",   ":",     "\"",   "\"a\"", "\"b\"",
                                         "\\",   "1",       "-",  ".",  "e",   "0",     "+",    " ",     "true",
                                         "null", "\\u00e9", "\n", "fa", "\t1", "\\u12", "\xC3", "\xA9"};

TEST(ReadJson, AgreesWithAnotherReaderOnShortTexts) {
    std::vector<std::string> texts = {""};
    for (int length = 0; length < 3; ++length) {
        std::vector<std::string> longer;
        for (const std::string& text : texts) {
            for (const std::string& piece : pieces) longer.push_back(text + piece);
        }
        for (const std::string& text : longer) agree(text);
        ASSERT_FALSE(HasFatalFailure());
        texts = std::move(longer);
    }
}

TEST(ReadJson, AgreesWithAnotherReaderOnDamagedDocuments) {
    const std::string document =
        R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*"],)"
        R"("Resource":"*","Condition":{"Bool":{"aws:SecureTransport":true,"n":[1.5e3,-0]}}}]})";
    std::mt19937 random(1);
    for (int i = 0; i < 20'000; ++i) {
        std::string text = document;
        for (int edits = 1 + static_cast<int>(random() % 3); edits > 0; --edits) {
            const std::size_t at = random() % text.size();
            const std::string& piece = pieces[random() % pieces.size()];
            text.replace(at, random() % 3, random() % 2 ? piece : "");
        }
        agree(text);
        ASSERT_FALSE(HasFatalFailure());
    }
}

}  // namespace
}  // namespace iamirror::model
