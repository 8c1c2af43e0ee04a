// Sends one request over a connection of its own to a server on loopback: how the proxy asks what stands behind it. Not
// built on aws/, so that a fault there cannot hide itself.
#pragma once

#include <optional>

#include "tests/fakes/http_server.h"

namespace iamirror::testing {

// nullopt: no whole answer came.
std::optional<Response> send_to(int port, const Request& request);

}  // namespace iamirror::testing
