#include "aws/http.h"

#include "model/base/text.h"

namespace iamirror::aws {

std::string_view HttpResponse::header(std::string_view name) const {
    for (const auto& header : headers)
        if (equals_ignoring_case(header.name, name)) return header.value;
    return {};
}

}  // namespace iamirror::aws
