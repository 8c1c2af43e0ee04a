#include "tests/support/stand_in.h"

#include <filesystem>
#include <stdexcept>
#include <thread>

#include "tests/fakes/http_client.h"
#include "tests/fakes/query_call.h"
#include "tests/support/source_tree.h"

namespace iamirror::testing {

namespace {

Command python(const std::string& script, const std::vector<std::string>& options) {
    if (!std::filesystem::exists(stand_in_python())) {
        throw std::runtime_error("the AWS stand-in is not installed: run docker/install.sh");
    }
    Command command{.arguments = {stand_in_python(), source_root() + "/tests/support/" + script},
                    .environment = {{"PATH", "/usr/bin:/bin"}, {"PYTHONDONTWRITEBYTECODE", "1"}, {"LANG", "C.UTF-8"}},
                    .directory = ""};
    command.arguments.insert(command.arguments.end(), options.begin(), options.end());
    return command;
}

std::vector<std::string> server_options(StandIn::ManagedPolicies policies) {
    switch (policies) {
        case StandIn::ManagedPolicies::none:
            return {};
        case StandIn::ManagedPolicies::few:
            return {"--managed-policies", "few"};
        case StandIn::ManagedPolicies::all:
            return {"--managed-policies", "all"};
    }
    return {};
}

std::string example_authorization(const std::string& service) {
    return std::string("AWS4-HMAC-SHA256 Credential=") + example_access_key_id + "/20260101/us-east-1/" + service +
           "/aws4_request, SignedHeaders=host, Signature=0";
}

Request signed_by_example_key(const std::string& form) {
    return {.method = "POST",
            .target = "/",
            .headers = {{"Host", "iam.amazonaws.com"},
                        {"Content-Type", "application/x-www-form-urlencoded"},
                        {"Authorization", example_authorization("iam")}},
            .body = form};
}

}  // namespace

StandIn::StandIn(ManagedPolicies policies) : process_(python("stand_in.py", server_options(policies))) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    std::string line;
    while ((line = process_.out()).find('\n') == std::string::npos) {
        if (std::chrono::steady_clock::now() > deadline || !process_.is_running()) {
            throw std::runtime_error("the AWS stand-in did not start: " + process_.err());
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    port_ = std::stoi(line);
}

void StandIn::reset() {
    send_to(port_, {.method = "POST", .target = "/moto-api/reset", .headers = {{"Host", "stand-in"}}, .body = ""});
}

void StandIn::write_sample_account(const std::vector<std::string>& options) {
    std::vector<std::string> words{"--endpoint", url()};
    words.insert(words.end(), options.begin(), options.end());
    ChildProcess writer(python("sample_account.py", words));
    if (writer.wait() != 0) {
        throw std::runtime_error("the sample account was not written: " + writer.err());
    }
}

std::string StandIn::iam(const std::string& action, std::map<std::string, std::string> parameters) const {
    parameters["Action"] = action;
    parameters["Version"] = "2010-05-08";
    const auto answer = send_to(port_, with_parameters(signed_by_example_key(""), parameters));
    if (!answer || answer->status != 200) {
        throw std::runtime_error(action + ": " + (answer ? answer->body : "no answer"));
    }
    return answer->body;
}

std::string StandIn::s3(const std::string& method, const std::string& target, const std::string& body) const {
    const auto answer = send_to(port_, {.method = method,
                                        .target = target,
                                        .headers = {{"Host", "s3.us-east-1.amazonaws.com"},
                                                    {"Content-Type", "application/xml"},
                                                    {"Authorization", example_authorization("s3")}},
                                        .body = body});
    if (!answer || answer->status >= 300) {
        throw std::runtime_error(method + " " + target + ": " + (answer ? answer->body : "no answer"));
    }
    return answer->body;
}

}  // namespace iamirror::testing
