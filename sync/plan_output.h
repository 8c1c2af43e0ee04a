// How a plan is shown: to a person as Terraform shows one, to a script as one object or as CSV.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <ostream>

#include "model/plan.h"
#include "sync/config.h"
#include "sync/plan_store.h"

namespace iamirror::sync {

// The object of `-o json`.
nlohmann::json plan_json(const model::Plan& plan, const StoredPlan& stored);
void print_plan(std::ostream& out, const model::Plan& plan, const StoredPlan& stored, OutputFormat format);

}  // namespace iamirror::sync
