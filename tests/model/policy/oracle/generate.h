// Lines of `simulate` to compare evaluators on: all of a small grammar, and random ones that use every feature.
//
// Left out, because AWS does not say or it cannot happen: variables of unknown keys, values of the request that their
// operator cannot read, empty texts, single-valued operators on lists, RCPs without RCPFullAWSAccess, keys and roles
// without their policies, session policies of users, invalid statements.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>

namespace iamirror::oracle {

// Every line of a small grammar: one and two statements of identity and resource policies with conditions, and every
// combination of layers. index < small_grammar_size(), which is more than a million.
std::size_t small_grammar_size();
nlohmann::json small_grammar_line(std::size_t index);

// The same line for the same seed on every machine. Of many lines at least a tenth is allowed, denied and conditional.
nlohmann::json random_line(std::uint64_t seed);

}  // namespace iamirror::oracle
