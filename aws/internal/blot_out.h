// A secret taken out of a text that someone else wrote: AWS repeats in its messages what it was sent.
#pragma once

#include <string>

#include "model/base/secret.h"

namespace iamirror::aws {

// The text with "***" for the secret, wherever it stands: as it is, percent-encoded once or twice as in a form or a
// canonical request, with JSON's "\/"; in capitals or not.
std::string blot_out(std::string text, const Secret& secret);

}  // namespace iamirror::aws
