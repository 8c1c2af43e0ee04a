// The text of a configuration file: clean values in places of their own, or a refusal that names the place.
#include <set>

#include "model/base/text.h"
#include "sync/config_text.h"
#include "tests/fuzz/require.h"

using namespace iamirror;

namespace {

bool is_clean(const std::string& text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return false;
    return is_utf8(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto entries = sync::read_config_text(fuzz::text_of(data, size), "file");
    if (!entries) {
        fuzz::require(entries.error().kind == ErrorKind::usage, "a refusal is a matter of usage");
        fuzz::require(entries.error().message.starts_with("file:"), "a refusal names the place");
        return 0;
    }
    std::set<std::string> keys;
    for (const auto& entry : *entries) {
        fuzz::require(keys.insert(entry.key).second, "a key stands once");
        fuzz::require(is_clean(entry.key), "a key is clean");
        fuzz::require(entry.key_place.line >= 1 && entry.key_place.column >= 1, "places count from 1");
        fuzz::require(entry.is_list || entry.values.size() == 1, "one value, or a list");
        for (const auto& value : entry.values) fuzz::require(is_clean(value), "a value is clean");
    }
    return 0;
}
