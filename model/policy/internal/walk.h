// Members of an automaton's language, found by walking it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/policy/internal/automaton.h"

namespace iamirror::model::internal {

// A shortest member, of letters and digits where there is a choice; nullopt if there is none.
std::optional<std::string> shortest_member(const Automaton& automaton);

// The same for the same seed; each once, so fewer where the language or luck has no more.
std::vector<std::string> random_members(const Automaton& automaton, std::size_t count, std::uint64_t seed);

}  // namespace iamirror::model::internal
