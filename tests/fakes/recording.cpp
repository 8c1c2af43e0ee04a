#include "tests/fakes/recording.h"

namespace iamirror::testing {

Response Recording::answer(const Request& request) {
    const std::lock_guard lock(mutex_);
    const std::string key = request.target + "\n" + request.body;
    const auto found = answers_.find(key);
    if (found != answers_.end()) {
        return found->second;
    }
    if (is_closed_) {
        return {.status = 501, .headers = {}, .body = "not recorded: " + key};
    }
    return answers_[key] = upstream_(request);
}

void Recording::close() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
}

}  // namespace iamirror::testing
