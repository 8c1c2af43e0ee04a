// A request made ready for deciding: its action and keys as numbers, and what principal and resource tell, found once.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/arn.h"
#include "model/policy/compiled/action_facts.h"
#include "model/policy/compiled/keys.h"
#include "model/policy/compiled/store.h"
#include "model/policy/evaluation/request.h"

namespace iamirror::model::compiled {

// Views into the request, which outlives it, and into itself, so that it stays where it is.
class PreparedRequest {
  public:
    PreparedRequest() = default;
    PreparedRequest(const Store& store, const AccessRequest& request) { assign(store, request); }
    PreparedRequest(const PreparedRequest&) = delete;
    PreparedRequest& operator=(const PreparedRequest&) = delete;

    // Takes another request, and uses the memory again.
    void assign(const Store& store, const AccessRequest& request);

    const AccessRequest& request() const { return *request_; }
    const std::optional<ActionId>& action() const { return action_; }
    const ActionFacts& facts() const { return facts_; }
    std::span<const KeyEntry> keys() const { return keys_; }
    const std::string& resource_account() const { return resource_account_; }

    // A service, an identity provider or nobody known: no policies of its own, and no account to agree.
    bool is_outsider() const { return is_outsider_; }
    bool is_service_linked() const { return is_service_linked_; }
    // The ARN that policies must match: "*" for an action without resources.
    std::string_view arn() const { return arn_; }
    std::string_view resource_part() const {
        return resource_part_;
    }  // of the ARN as given, all behind its fifth colon
    bool is_object() const { return resource_part_.find('/') != std::string_view::npos; }
    bool is_trust() const { return is_trust_; }
    bool is_of_key() const { return is_of_key_; }
    bool is_of_registry() const { return is_of_registry_; }
    // Whether the action can work on that ARN at all.
    bool can_act_on(std::string_view arn) const { return can_act_on(arn, arn_segment(arn, 5)); }
    bool can_act_on_resource() const { return can_act_on(arn_, resource_part_); }

  private:
    bool can_act_on(std::string_view arn, std::string_view part) const;
    void read_resource();
    void read_principal();
    void read_keys(const Store& store);
    void tell(KeyNumber key, const std::string* value);

    const AccessRequest* request_ = nullptr;
    std::optional<ActionId> action_;
    ActionFacts facts_;
    std::string resource_account_, principal_arn_;
    std::string_view arn_, resource_part_;
    bool is_outsider_ = false, is_service_linked_ = false, is_trust_ = false, is_of_key_ = false;
    bool is_of_registry_ = false;
    std::vector<KeyEntry> keys_;      // by number
    std::vector<KeyNumber> written_;  // of keys_, those that the last request wrote
};

}  // namespace iamirror::model::compiled
