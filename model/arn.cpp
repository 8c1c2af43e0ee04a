#include "model/arn.h"

#include <algorithm>
#include <array>

#include "model/base/text.h"

namespace iamirror::model {
namespace {

Error bad_arn(std::string_view text, const std::string& why) {
    Error error;
    error.kind = ErrorKind::invalid_input;
    error.message = "\"" + printable(text.substr(0, 200)) + "\" is no ARN: " + why;
    error.resource = printable(text.substr(0, 200));
    return error;
}

bool is_word(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

}  // namespace

Result<Arn> parse_arn(std::string_view text) {
    std::array<std::string_view, 5> parts;
    std::string_view rest = text;
    for (std::string_view& part : parts) {
        const std::size_t colon = rest.find(':');
        if (colon == std::string_view::npos) return bad_arn(text, "it has fewer than six parts");
        part = rest.substr(0, colon);
        rest.remove_prefix(colon + 1);
    }
    if (parts[0] != "arn") return bad_arn(text, "it does not begin with \"arn:\"");
    if (parts[1].empty() || parts[2].empty() || rest.empty()) {
        return bad_arn(text, "partition, service or resource is empty");
    }
    if (!std::all_of(parts.begin(), parts.end(), is_word)) return bad_arn(text, "a part holds what no name has");
    if (printable(rest) != rest) return bad_arn(text, "it holds a control character");
    return Arn{std::string(parts[1]), std::string(parts[2]), std::string(parts[3]), std::string(parts[4]),
               std::string(rest)};
}

std::string format(const Arn& arn) {
    return "arn:" + arn.partition + ':' + arn.service + ':' + arn.region + ':' + arn.account + ':' + arn.resource;
}

std::string_view arn_segment(std::string_view arn, int place) {
    constexpr int last = 5;
    for (int i = 0; i < place; ++i) {
        const std::size_t colon = arn.find(':');
        if (colon == std::string_view::npos) return {};
        arn.remove_prefix(colon + 1);
    }
    return place == last ? arn : arn.substr(0, arn.find(':'));
}

std::string partition_of(std::string_view arn) {
    return arn.starts_with("arn:") ? std::string{arn_segment(arn, 1)} : "";
}

Result<IamObject> parse_iam_arn(std::string_view text) {
    auto arn = parse_arn(text);
    if (!arn) return arn.error();
    if (arn->service != "iam") return bad_arn(text, "it is not one of IAM");
    if (!arn->region.empty()) return bad_arn(text, "it names a region, and IAM has none");
    if (!is_account_id(arn->account) && arn->account != "aws") return bad_arn(text, "its account is not 12 digits");
    IamObject out{arn->partition, arn->account, "root", "/", ""};
    if (arn->resource == "root") return out;
    const std::size_t first = arn->resource.find('/');
    const std::size_t last = arn->resource.rfind('/');
    if (first == std::string::npos || first == 0) return bad_arn(text, "it names no type and name");
    if (last + 1 == arn->resource.size()) return bad_arn(text, "its name is empty");
    out.type = arn->resource.substr(0, first);
    if (out.type == "root") return bad_arn(text, "the root of an account has no name");
    out.path = arn->resource.substr(first, last - first + 1);
    out.name = arn->resource.substr(last + 1);
    return out;
}

std::string format(const IamObject& object) {
    const std::string resource = object.type == "root" ? "root" : object.type + object.path + object.name;
    return format(Arn{object.partition, "iam", "", object.account, resource});
}

bool is_account_id(std::string_view text) {
    return text.size() == 12 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace iamirror::model
