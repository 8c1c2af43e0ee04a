// Statements of a store against one request.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy/compiled/algebra.h"
#include "model/policy/compiled/findings.h"
#include "model/policy/compiled/request.h"
#include "model/policy/compiled/store.h"

namespace iamirror::model::compiled {

struct Rules {
    std::uint8_t bit = 0;  // rules_bit()
    bool has_principal = false;
    bool never_spares = false;               // NotPrincipal spares nobody
    std::span<const std::string_view> arns;  // what the action can act on of the request; one of them need match
};

struct Match {
    Formula when = never;
    PrincipalMatch principal;
};

// What a request's Condition blocks came to, by number, and memory to work with. Belongs to one thread.
class Scratch {
  public:
    struct Outcome {
        std::uint32_t round = 0;  // of the request that it is of
        Formula when = always;
        bool is_unreadable = false;
    };
    void begin(const Store& store);
    Outcome& outcome(Number block) { return outcomes_[block]; }
    std::uint32_t round() const { return round_; }
    std::u32string& tokens() { return tokens_; }

  private:
    std::vector<Outcome> outcomes_;
    std::uint32_t round_ = 0;
    std::u32string tokens_;
};

template <typename Algebra>
class StatementMatcher {
  public:
    StatementMatcher(const Store& store, const PreparedRequest& request, const KeySource& keys, Algebra& algebra,
                     Scratch& scratch)
        : store_(store), request_(request), keys_(keys), algebra_(algebra), scratch_(scratch) {}

    // The statement names the request's action.
    Match match(const CompiledStatement& statement, const Rules& rules);
    // Of an action that the catalogue does not know.
    bool names_other(const CompiledStatement& statement) const;

    const PreparedRequest& request() const { return request_; }
    Algebra& algebra() const { return algebra_; }

    Findings findings = 0;

  private:
    Formula where(const CompiledStatement& statement, std::string_view arn);
    Formula listed(const ResourceList& list, std::string_view arn);
    Formula listed_in_order(const ResourceList& list, std::string_view arn);
    PrincipalMatch who(const CompiledStatement& statement, const Rules& rules) const;
    const Scratch::Outcome& conditions(Number block);
    Formula line(const ConditionLine& line, bool& is_unreadable);

    const Store& store_;
    const PreparedRequest& request_;
    const KeySource& keys_;
    Algebra& algebra_;
    Scratch& scratch_;
};

extern template class StatementMatcher<Booleans>;
extern template class StatementMatcher<Formulas>;

}  // namespace iamirror::model::compiled
