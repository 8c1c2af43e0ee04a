// How far this machine's clock is from AWS's, learnt from the Date of every answer, so that a wrong clock costs one
// attempt and not the run. https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "aws/http.h"
#include "model/base/time.h"

namespace iamirror::aws {

// AWS's time minus ours, as an answer shows it that was asked for at `sent` and came at `received`: its Date against
// the middle of the two. nullopt where it shows nothing: no Date, an answer out of a cache (Age), one that took so long
// that the middle says little.
std::optional<std::chrono::microseconds> observed_skew(const HttpResponse& response, Time sent, Time received);

// True if an error of that code can come from a clock that was wrong by `change`: the difference between the skew that
// the request was signed with and the one its answer shows. Codes that name the clock always can; those that name the
// signature only from four minutes on, for AWS accepts five.
bool is_clock_error(std::string_view aws_code, std::chrono::microseconds change);

}  // namespace iamirror::aws
