// What the policies of a comparison name: for examples, and for principals to try.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>

#include "model/policy/evaluation/layers.h"

namespace iamirror::model {

struct Names {
    std::set<std::string> principals;  // as written, of every type
    std::set<std::string> accounts;
    std::string partition;
};

Names names_in(const Layers& a, const Layers& b);

// `account`, or one after it that nothing names.
std::string unnamed_account(const std::set<std::string>& taken, std::uint64_t account);

void for_each_policy(const Layers& layers, const std::function<void(const Policy&)>& take);

}  // namespace iamirror::model
