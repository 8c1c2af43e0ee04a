// What the strict reader takes is written in one form, and that form reads back.
#include "model/json.h"
#include "tests/fuzz/require.h"

using namespace iamirror;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto reading = model::read_json(fuzz::text_of(data, size));
    if (!reading.value) {
        fuzz::require(!reading.faults.empty(), "no value without a fault that says why");
        return 0;
    }
    const auto written = model::write_json(*reading.value);
    const auto again = model::read_json(written);
    fuzz::require(again.value.has_value(), "what was written is JSON");
    fuzz::require(model::write_json(*again.value) == written, "the written form is stable");
    if (!reading.faults.empty()) return 0;
    fuzz::require(again.faults.empty(), "writing brings no fault in");
    fuzz::require(*again.value == *reading.value, "the value reads back");
    return 0;
}
