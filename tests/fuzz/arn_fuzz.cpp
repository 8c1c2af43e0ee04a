// An ARN that is taken is written again as it was read.
#include <string>

#include "model/arn.h"
#include "tests/fuzz/require.h"

using namespace iamirror;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    if (const auto arn = model::parse_arn(text)) {
        fuzz::require(model::format(*arn) == text, "an ARN is written as it was read");
        fuzz::require(model::partition_of(text) == arn->partition, "one partition, whoever reads it");
    }
    if (const auto object = model::parse_iam_arn(text)) {
        fuzz::require(model::format(*object) == text, "an object's ARN is written as it was read");
    }
    return 0;
}
