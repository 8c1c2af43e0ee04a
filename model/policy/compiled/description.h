// Parts of policies as one text each that is the same for equal ones: what they are interned by.
#pragma once

#include <string>

#include "model/policy/policy.h"

namespace iamirror::model::compiled {

// Every text with its length before it, so that no two lists read alike.
void describe(std::string_view text, std::string& out);
void describe(std::size_t number, std::string& out);
std::string describe(const std::vector<std::string>& texts, bool has_variables);
std::string describe(const Principals& principals);
std::string describe(const Conditions& conditions, bool has_variables);
// All but its Sid.
std::string describe(const Statement& statement, bool has_variables);

// Whether "${" is anywhere in it: else a policy's version makes no difference.
bool holds_variable(const Statement& statement);

}  // namespace iamirror::model::compiled
