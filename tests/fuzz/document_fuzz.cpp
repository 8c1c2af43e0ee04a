// Any octets as a policy document of AWS: kept whole, and PostgreSQL is given only what it takes.
#include <optional>

#include "model/base/digest.h"
#include "model/base/text.h"
#include "model/json.h"
#include "model/stored_document.h"
#include "tests/fuzz/require.h"

using namespace iamirror;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto stored = model::store_document(fuzz::text_of(data, size));
    fuzz::require(stored.sha256 == sha256(stored.body), "the digest is the body's");
    fuzz::require(stored.policy.has_value() || !stored.findings.empty(), "what jsonb does not hold has a finding");
    for (const auto& json : {stored.policy, stored.policy_std}) {
        if (!json) continue;
        fuzz::require(is_storable(*json), "PostgreSQL takes the text");
        fuzz::require(model::read_json(*json).faults.empty(), "and it is JSON without a fault");
    }
    for (const auto& finding : stored.findings)
        fuzz::require(is_storable(finding.message) && printable(finding.message) == finding.message,
                      "a finding can be stored and shown");
    return 0;
}
