#include "model/policy/compiled/keys.h"

#include "model/base/text.h"

namespace iamirror::model::compiled {

Keys::Keys() : slots_(64) {
    for (const char* name : {"aws:principalarn", "aws:principalaccount", "aws:principaltype", "aws:username",
                             "aws:principalisawsservice", "aws:principalservicename", "aws:resourceaccount",
                             "s3:resourceaccount", "s3:dataaccesspointarn", "s3:dataaccesspointaccount",
                             "s3:accesspointnetworkorigin", "aws:securetransport", "aws:sourcevpc", "aws:sourcevpce"})
        add(name);
}

void Keys::put(KeyNumber number) {
    std::size_t place = hash_of(names_[number], 0);
    while (slots_[place & (slots_.size() - 1)].number != no_key) ++place;
    slots_[place & (slots_.size() - 1)] = {number, static_cast<std::uint32_t>(names_[number].size())};
}

KeyNumber Keys::add(std::string_view name) {
    std::string lower = to_lower_ascii(name);
    if (const KeyNumber known = find(lower); known != no_key) return known;
    names_.push_back(std::move(lower));
    if (names_.size() * 2 > slots_.size()) {
        slots_.assign(slots_.size() * 2, {});
        for (KeyNumber number = 0; number + 1 < names_.size(); ++number) put(number);
    }
    put(static_cast<KeyNumber>(names_.size() - 1));
    return static_cast<KeyNumber>(names_.size() - 1);
}

}  // namespace iamirror::model::compiled
