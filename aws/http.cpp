#include "aws/http.h"

#include "model/base/text.h"

namespace iamirror::aws {

std::string_view HttpResponse::header(std::string_view name) const {
    const auto wanted = to_lower_ascii(name);
    for (const auto& header : headers)
        if (to_lower_ascii(header.name) == wanted) return header.value;
    return {};
}

}  // namespace iamirror::aws
