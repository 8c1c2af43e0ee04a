#include "tests/model/policy/oracle/arn_match.h"

#include <algorithm>

#include "tests/model/policy/oracle/variable.h"

namespace iamirror::oracle {

namespace {

bool is_run(const Symbol& one) {
    return one.kind == Symbol::Kind::run;
}

// R8's misreading: `*` ends where a folder does.
bool matches_folders(const Pattern& pattern, const std::string& text) {
    const std::vector<Pattern> wanted = split(pattern, '/', pattern.size() + 1);
    const std::vector<std::string> given = split(text, '/', text.size() + 1);
    bool all = wanted.size() == given.size();
    for (std::size_t at = 0; all && at < wanted.size(); ++at) {
        all = matches(wanted[at], given[at]);
    }
    return all;
}

// Left as it is by R9 if it stays short: then it matches nothing.
std::vector<Pattern> six_segments(const Pattern& pattern) {
    std::vector<Pattern> segments = split(pattern, ':', 6);
    if (!segments.back().empty() && is_run(segments.back().back())) {
        segments.resize(6, wild("*"));
    }
    return segments;
}

}  // namespace

bool arn_matches(const Facts& facts, const Pattern& pattern, const std::string& arn) {
    if (!pattern.empty() && std::all_of(pattern.begin(), pattern.end(), is_run)) {
        return true;
    }
    if (facts.mutated(Mutation::r9_star_crosses_colons)) {
        return matches(pattern, arn);
    }
    const std::vector<Pattern> wanted = six_segments(pattern);
    const std::vector<std::string> given = split(arn, ':', 6);
    if (wanted.size() != 6 || given.size() != 6) {
        return false;
    }
    for (std::size_t at = 0; at < 5; ++at) {
        if (!matches(wanted[at], given[at])) {
            return false;
        }
    }
    return facts.mutated(Mutation::r8_star_stops_at_slash) ? matches_folders(wanted[5], given[5])
                                                           : matches(wanted[5], given[5]);
}

bool resource_entry_matches(Facts& facts, bool variables, const std::string& entry, const std::string& arn) {
    const std::vector<std::string> parts = split(entry, ':', 6);
    if (parts.size() < 6) {
        return arn_matches(facts, wild(entry), arn);
    }
    Pattern pattern = wild(entry.substr(0, entry.size() - parts[5].size()));
    const Filled last = fill_in(facts, parts[5], {variables, true});
    if (last.without_value) {
        return false;  // R10
    }
    if (last.unknown) {
        return facts.assume(R"({"resource":)" + nlohmann::json(entry).dump() + R"(,"is":)" +
                            nlohmann::json(arn).dump() + "}");
    }
    pattern.insert(pattern.end(), last.pattern.begin(), last.pattern.end());
    return arn_matches(facts, pattern, arn);
}

}  // namespace iamirror::oracle
