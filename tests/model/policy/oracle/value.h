// Values of conditions as numbers, dates and networks; nothing where the text is none.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace iamirror::oracle {

std::optional<double> number(const std::string& text);           // an integer or a decimal
std::optional<double> seconds_of_date(const std::string& text);  // ISO 8601, or seconds of the epoch
std::optional<bool> boolean(const std::string& text);
bool is_base64(const std::string& text);

struct Network {
    std::vector<unsigned char> address;  // 4 or 16 bytes
    unsigned bits = 0;                   // of the prefix
};
std::optional<Network> network(const std::string& text);  // an address, or one with /bits
bool contains(const Network& network, const Network& address);

}  // namespace iamirror::oracle
