#include "model/policy/compiled/keys.h"

#include "model/base/text.h"

namespace iamirror::model::compiled {

Keys::Keys() {
    for (const char* name : {"aws:principalarn", "aws:principalaccount", "aws:principaltype", "aws:username",
                             "aws:principalisawsservice", "aws:principalservicename", "aws:resourceaccount",
                             "s3:resourceaccount", "s3:dataaccesspointarn", "s3:dataaccesspointaccount",
                             "s3:accesspointnetworkorigin", "aws:securetransport", "aws:sourcevpc", "aws:sourcevpce"})
        add(name);
}

KeyNumber Keys::add(std::string_view name) {
    return numbers_.try_emplace(to_lower_ascii(name), static_cast<KeyNumber>(numbers_.size())).first->second;
}

}  // namespace iamirror::model::compiled
