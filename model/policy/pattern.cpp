#include "model/policy/pattern.h"

#include "model/base/text.h"

namespace iamirror::model {

bool covers(std::string_view outer, std::string_view inner) {
    std::size_t o = 0, i = 0, star = std::string_view::npos, mark = 0;
    while (i < inner.size()) {
        const bool is_wild = inner[i] == '*';
        if (o < outer.size() && outer[o] == '*') {
            star = o++;
            mark = i;
        } else if (o < outer.size() && !is_wild && (outer[o] == '?' || outer[o] == inner[i])) {
            ++o;
            ++i;
        } else if (star != std::string_view::npos) {
            o = star + 1;
            i = ++mark;
        } else {
            return false;
        }
    }
    while (o < outer.size() && outer[o] == '*') ++o;
    return o == outer.size();
}

bool action_covers(std::string_view outer, std::string_view inner) {
    return covers(to_lower_ascii(outer), to_lower_ascii(inner));
}

bool resource_covers(std::string_view outer, std::string_view inner) {
    if (outer == "*" || outer == inner) return true;
    for (int segment = 0; segment < 5; ++segment) {
        const std::size_t o = outer.find(':'), i = inner.find(':');
        if (o == std::string_view::npos || i == std::string_view::npos) return false;
        if (!covers(outer.substr(0, o), inner.substr(0, i))) return false;
        outer.remove_prefix(o + 1);
        inner.remove_prefix(i + 1);
    }
    // A variable stands for text that only the request knows: nothing but equality or a closing star is proven.
    if (outer.find("${") != std::string_view::npos) return outer == inner;
    return covers(outer, inner);
}

}  // namespace iamirror::model
