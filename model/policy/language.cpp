#include "model/policy/language.h"

#include <algorithm>
#include <functional>

#include "model/policy/internal/automaton.h"
#include "model/policy/internal/code_points.h"
#include "model/policy/internal/walk.h"

namespace iamirror::model {
namespace {

using internal::Automaton;
using internal::Budget;
using internal::StateId;

// The text, then nothing more or anything: in the form that minimize() gives.
Automaton chain(std::string_view text, bool is_open) {
    const auto characters = internal::code_points(text);
    Automaton out;
    if (characters.empty() && is_open) {
        out.add_state(true, 0);
        return out;
    }
    // The start, the sink of all that goes wrong, then one state after the other.
    const auto last = static_cast<StateId>(characters.empty() ? 0 : characters.size() + 1);
    const auto add = [&](StateId id) {
        const std::size_t at = id == 0 ? 0 : id - 1;
        const bool is_end = at == characters.size();
        out.add_state(is_end, is_end && is_open ? id : 1);
        if (!is_end) out.add_edge(characters[at], id == 0 ? 2 : id + 1);
    };
    add(0);
    out.add_state(false, 1);
    for (StateId id = 2; id <= last; ++id) add(id);
    return out;
}

bool is_dead(const Automaton& automaton, StateId state) {
    return automaton.is_sink(state) && !automaton.states[state].accepting;
}

// The one text that all members begin with, and the state behind it.
StateId follow_only_way(const Automaton& automaton, std::string& text) {
    StateId state = 0;
    while (!automaton.states[state].accepting && is_dead(automaton, automaton.states[state].other)) {
        const auto edges = automaton.edges_of(state);
        if (edges.size() != 1) break;
        internal::append_utf8(text, edges[0].character);
        state = edges[0].target;
    }
    return state;
}

}  // namespace

Language::Language(Automaton automaton) {
    std::string text;
    const StateId end = follow_only_way(automaton, text);
    const bool is_accepting = automaton.states[end].accepting;
    const bool ends =
        is_accepting && automaton.edges_of(end).empty() && is_dead(automaton, automaton.states[end].other);
    if (is_dead(automaton, 0)) return;
    if (is_accepting && automaton.is_sink(end)) {
        *this = prefix(text);
    } else if (ends) {
        *this = literal(text);
    } else {
        form_ = Form::automaton;
        automaton_ = std::make_shared<const Automaton>(std::move(automaton));
    }
}

Language Language::none() {
    return {};
}

Language Language::all() {
    return {Form::all, ""};
}

Language Language::literal(std::string_view text) {
    return {Form::literal, internal::well_formed(text)};
}

Language Language::prefix(std::string_view text) {
    return text.empty() ? all() : Language{Form::prefix, internal::well_formed(text)};
}

std::optional<Language> Language::of(const Glob& glob, const LanguageLimits& limits) {
    const auto& tokens = glob.tokens();
    const auto is_plain = [&](char32_t token) {
        return token < Glob::any_run && (!glob.ignores_case() || internal::fold_case(token) == token) &&
               (!glob.ignores_case() || token < U'a' || token > U'z');
    };
    const auto plain_end = std::find_if_not(tokens.begin(), tokens.end(), is_plain);
    const bool is_open = plain_end != tokens.end();
    if (!is_open || std::all_of(plain_end, tokens.end(), [](char32_t token) { return token == Glob::any_run; })) {
        std::string text;
        std::for_each(tokens.begin(), plain_end, [&](char32_t c) { internal::append_utf8(text, c); });
        return is_open ? prefix(text) : literal(text);
    }
    const auto automaton = internal::determinize(glob, Budget(limits.states));
    if (!automaton) return std::nullopt;
    return Language(internal::minimize(*automaton));
}

std::optional<Language> Language::of(std::string_view glob, const LanguageLimits& limits) {
    return of(Glob(glob), limits);
}

std::optional<Language> Language::of_glob_nocase(std::string_view glob, const LanguageLimits& limits) {
    return of(Glob(glob).ignoring_case(), limits);
}

std::optional<Language> Language::of_arn_pattern(std::string_view pattern, const LanguageLimits& limits) {
    return of(Glob(pattern).for_arns(), limits);
}

bool Language::matches(std::string_view text) const {
    if (form_ == Form::automaton) return automaton_->states[automaton_->run(text)].accepting;
    if (!is_text()) return is_all();
    const std::size_t length = internal::length_of_prefix(text, text_);
    return form_ == Form::literal ? length == text.size() : length != std::string_view::npos;
}

std::optional<std::string> Language::witness() const {
    if (is_empty()) return std::nullopt;
    return form_ == Form::automaton ? internal::shortest_member(*automaton_) : text_;
}

std::vector<std::string> Language::members(std::size_t count, std::uint64_t seed) const {
    return internal::random_members(*automaton(), count, seed);
}

Language Language::derivative(std::string_view text) const {
    if (form_ == Form::automaton) return Language(internal::rooted_at(*automaton_, automaton_->run(text)));
    if (!is_text()) return *this;
    const std::string begin = internal::well_formed(text);
    if (text_.starts_with(begin)) {
        const std::string rest = text_.substr(begin.size());
        return form_ == Form::literal ? literal(rest) : prefix(rest);
    }
    return form_ == Form::prefix && begin.starts_with(text_) ? all() : none();
}

std::size_t Language::states() const {
    return automaton_ ? automaton_->states.size() : 0;
}

std::size_t Language::hash() const {
    std::size_t out = std::hash<std::string>()(text_) + static_cast<std::size_t>(form_);
    const auto mix = [&](std::size_t value) { out = (out ^ value) * 0x9E3779B97F4A7C15u + (out >> 29); };
    if (!automaton_) return out;
    for (const internal::State& state : automaton_->states) mix(state.other * 2 + (state.accepting ? 1 : 0));
    for (const internal::Edge& edge : automaton_->edges) mix(std::size_t{edge.character} << 32 | edge.target);
    return out;
}

bool Language::operator==(const Language& other) const {
    if (form_ != other.form_ || text_ != other.text_) return false;
    return automaton_ == other.automaton_ || *automaton_ == *other.automaton_;
}

Language::Shared Language::automaton() const {
    if (form_ == Form::automaton) return automaton_;
    if (is_text()) return std::make_shared<const Automaton>(chain(text_, form_ == Form::prefix));
    Automaton out;
    out.add_state(is_all(), 0);
    return std::make_shared<const Automaton>(std::move(out));
}

}  // namespace iamirror::model
