#include "sync/apply/make_call.h"

#include <algorithm>

#include "model/arn.h"
#include "model/base/text.h"
#include "model/translate/who.h"
#include "sync/apply/live_role.h"
#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

using std::chrono::milliseconds;
using Live = std::optional<model::Role>;

// Pauses that grow up to the longest, until a deadline of the clock.
class Waiting {
  public:
    Waiting(ApplyParts& parts, milliseconds deadline)
        : parts_(parts), pause_(parts.patience.first_pause), end_(parts.clock.now() + deadline) {}

    // False, and no pause, once the deadline is past or a signal came.
    bool again() {
        if (parts_.is_interrupted() || parts_.clock.now() >= end_) return false;
        parts_.clock.sleep(pause_);
        pause_ = std::min(pause_ * 2, parts_.patience.longest_pause);
        return true;
    }

  private:
    ApplyParts& parts_;
    milliseconds pause_;
    Time end_;
};

std::string parameter(const model::Call& call, const std::string& name) {
    for (const auto& [key, value] : call.parameters)
        if (key == name) return value;
    return "";
}

aws::Operation operation_of(const model::Call& call) {
    auto operation = iam_operation(call.action.substr(call.action.find(':') + 1));
    operation.is_write = true;
    return operation;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html
bool is_invalid_principal(const Error& error) {
    return error.aws_code == "MalformedPolicyDocument" && error.message.find("nvalid principal") != std::string::npos;
}

bool exists(aws::Client& client, const model::IamObject& object) {
    if (object.type == "role") return client.call(iam_operation("GetRole"), {{"RoleName", object.name}}).ok();
    if (object.type == "user") return client.call(iam_operation("GetUser"), {{"UserName", object.name}}).ok();
    return object.type == "root";
}

// One call with its attempts.
class Making {
  public:
    Making(ApplyParts& parts, JournaledCall& call, const std::set<std::string>& made)
        : parts_(parts), call_(call), made_(made), waiting_(parts, parts.patience.deadline) {}

    Result<Live> run() {
        parts_.journal.begin(call_);
        for (;;) {
            const auto answer = parts_.client.call(operation_of(call_.call), call_.call.parameters);
            if (answer) return read_back(answer->request_id);
            const Error& error = answer.error();
            if (error.kind == ErrorKind::interrupted) return error;  // the intent stays open
            if (may_have_worked(error)) {
                was_lost_ = was_lost_ || error.effect_unknown;
                auto settled = settle(error);
                if (settled) return *std::move(settled);
                continue;
            }
            if (is_too_early(error) && waiting_.again()) continue;
            return failed(error);
        }
    }

  private:
    // AWS agreed: the effect shows sooner or later.
    Result<Live> read_back(const std::string& request_id) {
        const auto live = wait_for_role(parts_, name(), call_.expected, parts_.patience.deadline);
        if (!live) return live.error();  // the intent stays open
        if (model::is_as_expected(call_.expected, *live)) {
            parts_.journal.end(call_, {.state = "done", .live = *live, .request_id = request_id, .error = {}});
            return *live;
        }
        if (parts_.is_interrupted()) return interrupted();  // the intent stays open
        Error error{.kind = ErrorKind::conflict,
                    .message = call_.call.action + " was accepted, but role " + printable(name()) +
                               " is not as it should be then",
                    .hint = "import and plan again: something else changes it",
                    .service_action = call_.call.action,
                    .account_id = parts_.account_id};
        parts_.journal.end(call_,
                           {.state = "unknown", .live = *live, .request_id = request_id, .error = error.message});
        return error;
    }

    // The reply is lost, or says that what we ask for is so already: by us, or by someone else?
    bool may_have_worked(const Error& error) const {
        if (error.effect_unknown) return true;
        if (call_.call.action == "iam:CreateRole") return error.aws_code == "EntityAlreadyExists";
        const bool deletes = call_.call.action.starts_with("iam:Delete");
        return deletes && error.kind == ErrorKind::not_found;
    }

    // nullopt: nothing happened, and the call is to be made again.
    std::optional<Result<Live>> settle(const Error& error) {
        // "It is so already", after a reply of ours was lost: most likely by us, and AWS does not show it yet.
        const auto is_so = was_lost_ ? parts_.patience.deadline : parts_.patience.settling;
        const auto patience = error.effect_unknown ? parts_.patience.lost_reply : is_so;
        const auto live = wait_for_role(parts_, name(), call_.expected, patience);
        if (!live) return live.error();  // the intent stays open
        if (model::is_as_expected(call_.expected, *live)) {
            parts_.journal.end(call_, {.state = "done", .live = *live, .request_id = {}, .error = {}});
            return *live;
        }
        const bool is_untouched = model::is_as_expected(call_.before, *live);
        if (is_untouched && error.effect_unknown && waiting_.again()) return std::nullopt;
        if (is_untouched && error.effect_unknown) return error;  // the intent stays open
        return failed(error);
    }

    // What AWS does not know yet, because it was made a moment ago.
    bool is_too_early(const Error& error) {
        if (is_invalid_principal(error)) return principals_exist();
        const bool is_on_role = call_.call.action != "iam:CreateRole";
        return is_on_role && error.kind == ErrorKind::not_found && made_.count(to_lower_ascii(name())) > 0;
    }

    bool principals_exist() {
        std::string document = parameter(call_.call, "AssumeRolePolicyDocument");
        if (document.empty()) document = parameter(call_.call, "PolicyDocument");
        const auto policy = model::parse_policy(document);
        if (!policy) return false;
        for (const auto& trust : model::parts_of(*policy).trusts) {
            if (trust.type != "AWS") continue;
            const auto object = model::parse_iam_arn(trust.principal);
            if (!object || object->account != parts_.account_id) return false;
            const bool is_made = object->type == "role" && made_.count(to_lower_ascii(object->name)) > 0;
            if (!is_made && !exists(parts_.client, *object)) return false;
        }
        return true;
    }

    Error failed(const Error& error) {
        const auto request_id = error.request_id.empty() ? sql::Value{} : sql::Value{error.request_id};
        parts_.journal.end(call_, {.state = "failed", .live = {}, .request_id = request_id, .error = describe(error)});
        return error;
    }

    Error interrupted() const {
        return {.kind = ErrorKind::interrupted,
                .message = "interrupted while " + call_.call.action + " was read back",
                .hint = "run `iamirror apply` again: it finds out what became of it",
                .service_action = call_.call.action,
                .account_id = parts_.account_id};
    }

    std::string name() const { return parameter(call_.call, "RoleName"); }

    ApplyParts& parts_;
    JournaledCall& call_;
    const std::set<std::string>& made_;
    Waiting waiting_;
    bool was_lost_ = false;  // an attempt's reply
};

}  // namespace

Result<Live> wait_for_role(ApplyParts& parts, const std::string& name, const Live& expected, milliseconds deadline) {
    Waiting waiting{parts, deadline};
    for (;;) {
        auto live = read_live_role(parts.client, name);
        if (!live || model::is_as_expected(expected, *live) || !waiting.again()) return live;
    }
}

Result<Live> make_call(ApplyParts& parts, JournaledCall& call, const std::set<std::string>& made) {
    return Making{parts, call, made}.run();
}

}  // namespace iamirror::sync
