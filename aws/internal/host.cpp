#include "aws/internal/host.h"

#include <arpa/inet.h>

#include <string>

#include "model/base/text.h"

namespace iamirror::aws {

bool is_direct_host(std::string_view host_and_port) {
    if (host_and_port.starts_with("[")) return host_and_port.substr(0, host_and_port.find(']') + 1) == "[::1]";
    const std::string host{host_and_port.substr(0, host_and_port.find(':'))};
    if (to_lower_ascii(host) == "localhost") return true;
    in_addr address{};
    if (inet_pton(AF_INET, host.c_str(), &address) != 1) return false;
    return host.starts_with("127.") || host == "169.254.169.254" || host == "169.254.170.2";
}

}  // namespace iamirror::aws
