// Times in the three forms that AWS uses.
#include "model/base/time.h"

#include <gtest/gtest.h>

namespace iamirror {
namespace {

using namespace std::chrono_literals;

Time at(int year, unsigned month, unsigned day, std::chrono::microseconds of_day = 0us) {
    return Time{std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)}} +
           of_day;
}

TEST(TimeText, WritesRfc3339WithAFractionOnlyWhereThereIsOne) {
    EXPECT_EQ(to_rfc3339(at(2026, 10, 1, 12h)), "2026-10-01T12:00:00Z");
    EXPECT_EQ(to_rfc3339(at(2026, 10, 1, 1h + 2min + 3s + 40ms)), "2026-10-01T01:02:03.040000Z");
    EXPECT_EQ(to_rfc3339(at(1969, 12, 31, 23h)), "1969-12-31T23:00:00Z");
    EXPECT_EQ(to_rfc3339(at(10000, 1, 1)), "10000-01-01T00:00:00Z");  // 9999 with hours west of UTC
    EXPECT_EQ(to_basic_iso(at(2015, 8, 30, 12h + 36min)), "20150830T123600Z");
    EXPECT_EQ(to_basic_iso(at(2026, 12, 1, 1h + 2min + 3s + 999ms)), "20261201T010203Z");
}

TEST(TimeText, ReadsTheThreeForms) {
    const auto expected = at(2014, 4, 29, 18h + 30min + 38s);
    for (const auto* text : {"2014-04-29T18:30:38Z", "2014-04-29t18:30:38z", "2014-04-29 18:30:38",
                             "2014-04-29T18:30:38", "2014-04-29T20:30:38+02:00", "2014-04-29T13:00:38-05:30",
                             "Tue, 29 Apr 2014 18:30:38 GMT", "1398796238", "1398796238.0", "2014-04-29T18:30:38.000Z"})
        EXPECT_EQ(parse_time(text), expected) << text;
}

TEST(TimeText, KeepsMicrosecondsAndCutsTheRest) {
    EXPECT_EQ(parse_time("2026-01-01T00:00:00.5Z"), at(2026, 1, 1, 500ms));
    EXPECT_EQ(parse_time("2026-01-01T00:00:00.123456789Z"), at(2026, 1, 1, 123'456us));
    EXPECT_EQ(parse_time("0.25"), at(1970, 1, 1, 250ms));
}

TEST(TimeText, ReadsWhatItWrote) {
    for (const auto time : {at(2026, 10, 1), at(2000, 2, 29, 86'399s), at(9999, 12, 31, 1us)})
        EXPECT_EQ(parse_time(to_rfc3339(time)), time);
}

TEST(TimeText, RefusesWhatIsNoTime) {
    for (const auto* text : {"",
                             "now",
                             "2026-02-29T00:00:00Z",
                             "2026-13-01T00:00:00Z",
                             "2026-00-10T00:00:00Z",
                             "2026-01-32T00:00:00Z",
                             "2026-01-01T24:00:00Z",
                             "2026-01-01T00:60:00Z",
                             "2026-01-01T00:00:61Z",
                             "2026-01-01",
                             "2026-01-01T00:00",
                             "2026-01-01T00:00:00.Z",
                             "2026-01-01T00:00:00+2",
                             "2026-01-01T00:00:00+02:60",
                             "2026-01-01T00:00:00ZZ",
                             "-1",
                             "1e9",
                             "99999999999999999999",
                             "253402300800",
                             "Tue, 29 Foo 2014 18:30:38 GMT",
                             "Tue, 29 Apr 2014 18:30:38 CET"})
        EXPECT_EQ(parse_time(text), std::nullopt) << text;
}

TEST(SystemClock, GoesForward) {
    SystemClock clock;
    const auto before = clock.now();
    clock.sleep(2ms);
    EXPECT_GE(clock.now() - before, 1ms);
}

}  // namespace
}  // namespace iamirror
