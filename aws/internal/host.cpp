#include "aws/internal/host.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

// Of instances, of ECS tasks, of EKS pods.
constexpr std::array<std::string_view, 3> metadata_v4{"169.254.169.254", "169.254.170.2", "169.254.170.23"};
constexpr std::array<std::string_view, 3> direct_v6{"[::1]", "[fd00:ec2::254]", "[fd00:ec2::23]"};

template <typename List>
bool contains(const List& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

bool is_direct_host(std::string_view host_and_port) {
    if (host_and_port.starts_with("["))
        return contains(direct_v6, to_lower_ascii(host_and_port.substr(0, host_and_port.find(']') + 1)));
    const std::string host{host_and_port.substr(0, host_and_port.find(':'))};
    if (to_lower_ascii(host) == "localhost") return true;
    in_addr address{};
    if (inet_pton(AF_INET, host.c_str(), &address) != 1) return false;
    return host.starts_with("127.") || contains(metadata_v4, host);
}

bool is_instance_host(std::string_view host_and_port) {
    return host_and_port.starts_with(metadata_v4.front()) || to_lower_ascii(host_and_port).starts_with(direct_v6[1]);
}

}  // namespace iamirror::aws
