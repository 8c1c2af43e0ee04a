#include "aws/credentials/instance.h"

#include <algorithm>
#include <charconv>

#include "aws/credentials/ask.h"
#include "aws/credentials/json_keys.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

constexpr const char* what = "the instance's metadata";
constexpr const char* roles_path = "/latest/meta-data/iam/security-credentials/";

// A whole number from 1 to `most`; what is none is passed over for the default.
int number_of(const Surroundings& surroundings, const std::string& variable, int otherwise, int most) {
    const auto text = value_of(surroundings.environment, variable);
    int number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_number = code == std::errc{} && end == text.data() + text.size();
    return is_number && number >= 1 && number <= most ? number : otherwise;
}

std::string setting(const Surroundings& surroundings, const Properties& profile, const std::string& variable,
                    const std::string& property) {
    const auto given = value_of(surroundings.environment, variable);
    return given.empty() ? value_of(profile, property) : given;
}

bool is_name(std::string_view text) {
    constexpr std::string_view others = "+=,.@-_";
    const auto fits = [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               others.find(c) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= 128 && std::all_of(text.begin(), text.end(), fits);
}

bool is_token(std::string_view text) {
    return !text.empty() && text.size() <= 1024 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

// One visit: the token is asked for anew, for a visit is made every few hours.
class Visit {
  public:
    Visit(const CredentialsParts& parts, Url url) : parts_(parts), url_(std::move(url)) {
        while (url_.path.ends_with('/')) url_.path.pop_back();
    }

    Result<Credentials> keys() {
        if (auto status = fetch_token(); !status) return status.error();
        const auto role = fetch_role();
        if (!role) return role.error();
        const auto answer = get(roles_path + *role);
        if (!answer) return answer.error();
        return read(*answer, *role);
    }

  private:
    Question question(std::string method, const std::string& path) const {
        auto url = url_;
        url.path += path;
        Question question{.what = what,
                          .request = request_to(url, std::move(method)),
                          .max_attempts = number_of(parts_.surroundings, "AWS_METADATA_SERVICE_NUM_ATTEMPTS", 3, 10)};
        question.request.timeout =
            std::chrono::seconds{number_of(parts_.surroundings, "AWS_METADATA_SERVICE_TIMEOUT", 1, 60)};
        return question;
    }

    Status fetch_token() {
        auto asked = question("PUT", "/latest/api/token");
        asked.request.headers.push_back({"X-aws-ec2-metadata-token-ttl-seconds", "21600"});
        // Most machines that get here are no instances: nobody answers, however often he is asked.
        asked.repeats_unanswered = false;
        auto response = ask(asked, parts_);
        if (!response) return explained(response.error());
        token_ = Secret{std::string{trim(response->body)}};
        if (!is_token(token_.reveal())) return bad_source(what, "the answer is no token");
        return Done{};
    }

    static Error explained(Error error) {
        const int status = last_status(error);
        if (status == 403) error.hint = "the metadata service is switched off for this instance: switch it on";
        if (status == 0 && error.kind == ErrorKind::unavailable)
            error.hint = "in a container the instance's hop limit must be 2 at least; elsewhere use another source";
        return error;
    }

    Result<HttpResponse> get(const std::string& path) const {
        auto asked = question("GET", path);
        asked.request.headers.push_back({"X-aws-ec2-metadata-token", token_.reveal()});
        return ask(asked, parts_);
    }

    Result<std::string> fetch_role() const {
        auto response = get(roles_path);
        if (!response && last_status(response.error()) == 404)
            return bad_source(what, "the instance has no role", "give it an instance profile");
        if (!response) return response.error();
        const std::string name{trim(response->body.substr(0, response->body.find('\n')))};
        if (name.empty()) return bad_source(what, "the instance has no role", "give it an instance profile");
        if (!is_name(name)) return bad_source(what, "the answer is no role's name");
        return name;
    }

    Result<Credentials> read(const HttpResponse& answer, const std::string& role) const {
        const auto object = read_object(answer.body, what);
        if (!object) return object.error();
        const auto code = text_of(*object, "Code");
        if (!code.empty() && code != "Success")
            return bad_source(what, "the role " + role + " cannot be used (" + printable(code) + ")",
                              "the role's trust policy must allow ec2.amazonaws.com");
        auto keys = read_keys(*object, {}, what, "instance metadata: role " + role);
        if (keys) extend(*keys);
        return keys;
    }

    void extend(Credentials& keys) const {
        // The renewal comes fifteen minutes before the end: ten minutes from now.
        constexpr std::chrono::minutes longer{25};
        keys.outlives_its_end = true;
        const auto now = parts_.clock->now();
        if (*keys.expires_at > now) return;
        keys.expires_at = now + longer;
        if (parts_.observer != nullptr)
            parts_.observer->on(
                Notice{"the instance's metadata gives keys that have ended; they are used until it "
                       "gives new ones"});
    }

    const CredentialsParts& parts_;
    Url url_;
    Secret token_;
};

}  // namespace

bool is_instance_disabled(const Surroundings& surroundings) {
    return to_lower_ascii(value_of(surroundings.environment, "AWS_EC2_METADATA_DISABLED")) == "true";
}

Result<Url> instance_url(const Surroundings& surroundings, const Properties& profile) {
    const auto given =
        setting(surroundings, profile, "AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint");
    if (!given.empty()) {
        const auto url = parse_url(given);
        if (url) return *url;
        return bad_source(what, "its endpoint is no URL of the form http://host[:port]",
                          "correct AWS_EC2_METADATA_SERVICE_ENDPOINT, or the profile's ec2_metadata_service_endpoint");
    }
    const auto mode =
        setting(surroundings, profile, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode");
    const auto lower = to_lower_ascii(mode);
    if (lower.empty() || lower == "ipv4") return Url{.scheme = "http", .host = "169.254.169.254", .path = "/"};
    if (lower == "ipv6") return Url{.scheme = "http", .host = "[fd00:ec2::254]", .path = "/"};
    return bad_source(what, printable(mode) + " is no mode of its endpoint", "say IPv4 or IPv6");
}

Result<Credentials> instance_credentials(const CredentialsParts& parts, const Properties& profile) {
    if (is_instance_disabled(parts.surroundings)) return bad_source(what, "AWS_EC2_METADATA_DISABLED is true");
    auto url = instance_url(parts.surroundings, profile);
    if (!url) return url.error();
    return Visit{parts, std::move(url).value()}.keys();
}

}  // namespace iamirror::aws
