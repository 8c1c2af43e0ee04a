#include "aws/internal/signing_keys.h"

namespace iamirror::aws {

Secret SigningKeys::key(const Secret& secret_access_key, const SigningScope& scope) {
    const auto date = scope.date();
    const std::lock_guard lock{mutex_};
    auto& kept = keys_[{scope.region, scope.service}];
    const bool is_same = kept.date == date && kept.secret_access_key == secret_access_key;
    if (!is_same) kept = {secret_access_key, date, signing_key(secret_access_key, scope)};
    return kept.key;
}

}  // namespace iamirror::aws
