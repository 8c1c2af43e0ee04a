// Which hosts are this machine or its metadata service: those may be called in plain http, and never through a proxy.
#pragma once

#include <string_view>

namespace iamirror::aws {

// "127.0.0.1:5000", "[::1]:80", "localhost", and the metadata addresses of EC2, ECS and EKS. By the text alone: a name
// that resolves to such an address does not count.
bool is_direct_host(std::string_view host_and_port);

// Whether it is the metadata service of an EC2 instance.
bool is_instance_host(std::string_view host_and_port);

}  // namespace iamirror::aws
