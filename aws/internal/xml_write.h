// The XML body of a request, from elements given by their paths.
#pragma once

#include <string>

#include "aws/operation.h"
#include "model/base/result.h"

namespace iamirror::aws {

// <root xmlns="…"> with the elements in the order in which their paths first come; for paths see HttpForm::body_root.
// ErrorKind::invalid_input for text that XML cannot hold.
Result<std::string> xml_body(const std::string& root, const std::string& name_space, const Parameters& elements);

}  // namespace iamirror::aws
