// Which hosts are this machine or its metadata service: those may be called in plain http, and never through a proxy.
#pragma once

#include <string_view>

namespace iamirror::aws {

// "127.0.0.1:5000", "[::1]:80", "localhost", "169.254.169.254", "169.254.170.2". By the text alone: a name that
// resolves to such an address does not count.
bool is_direct_host(std::string_view host_and_port);

}  // namespace iamirror::aws
