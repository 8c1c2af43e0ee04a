#include "model/policy/comparison/variable_values.h"

#include <algorithm>
#include <set>

#include "model/policy/comparison/variables.h"
#include "model/policy/evaluation/condition_operator.h"
#include "model/policy/pattern.h"

namespace iamirror::model {
namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view name_key = "aws:username", arn_key = "aws:principalarn";

// Where a text takes the value of the key: what stands before and behind. nullopt: it does not.
struct Place {
    std::string before, behind;
};

std::optional<Place> place_of(const std::string& text, const std::string& key, const Scene& scene) {
    for (std::size_t begin = 0; (begin = text.find("${", begin)) != std::string::npos; ++begin) {
        const std::size_t end = text.find('}', begin);
        if (end == std::string::npos) return std::nullopt;
        std::set<std::string> held;
        collect_variables(std::string_view(text).substr(begin, end + 1 - begin), held);
        if (!held.empty() && canonical_key(scene, *held.begin()) == key)
            return Place{text.substr(0, begin), text.substr(end + 1)};
    }
    return std::nullopt;
}

std::string first_character(const std::string& text) {
    std::size_t end = 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return text.substr(0, end);
}

class Candidates {
  public:
    Candidates(const std::string& key, const Rules& rules, const Scene& scene, LanguageTable& table)
        : key_(key), rules_(rules), scene_(scene), table_(table) {
        if (key == "aws:principalaccount") texts_.push_back(scene.principal.account);
        if (key == "aws:resourceaccount") texts_.push_back(scene.account);
        if (key == arn_key) texts_.push_back(scene.principal.name);
        if (texts_.empty()) texts_.emplace_back("example");
        read_tests();
        read_resources();
    }

    // What is written first, then what no text of a policy is an example of: a shortest and others of each kind.
    Texts run(const KeyDomain& domain) {
        const LanguageId shape = shape_of(domain, table_);
        if (shape == LanguageId::unknown) return texts_;
        Texts out;
        const auto offer = [&](const std::string& text) {
            const bool is_new = !text.empty() && std::find(out.begin(), out.end(), text) == out.end();
            if (is_new && table_.at(shape).matches(text)) out.push_back(text);
        };
        std::for_each(texts_.begin(), texts_.end(), offer);
        const std::vector<LanguageId> kinds = kinds_of(shape);
        for (const LanguageId kind : kinds) offer(table_.at(kind).witness().value_or(""));
        for (const LanguageId kind : kinds)
            for (const std::string& text : table_.at(kind).members(2, 1)) offer(text);
        return out;
    }

  private:
    template <typename Take>
    void for_each_test(const Take& take) const {
        for (const Rule& rule : rules_.all)
            for (const auto& [name, tests] : rule.statement->condition)
                if (const auto op = find_operator(name))
                    for (const auto& [written, values] : tests) take(*op, canonical_key(scene_, written), values);
    }

    // The keys that are compared with this one, and with what: "${aws:username}*" leaves of "ab" what `*` may not take.
    std::map<std::string, std::vector<Place>> peers() const {
        std::map<std::string, std::vector<Place>> out{{key_, {{}}}};
        for_each_test([&](const ConditionOperator&, const std::string& tested, const Texts& values) {
            for (const std::string& value : values)
                if (const auto place = place_of(value, key_, scene_)) out[tested].push_back(*place);
        });
        return out;
    }

    void read_tests() {
        const auto peers_of_key = peers();
        for_each_test([&](const ConditionOperator& op, const std::string& tested, const Texts& values) {
            const auto peer = peers_of_key.find(tested);
            for (const std::string& value : values) {
                if (op.kind == ValueKind::presence || value.find("${") != std::string::npos) continue;
                if (peer != peers_of_key.end()) read_value(op.kind, value, peer->second);
                if (key_ == name_key && tested == arn_key) read_name(value);
            }
        });
    }

    void read_value(ValueKind kind, const std::string& value, const std::vector<Place>& places) {
        const bool is_pattern = kind == ValueKind::pattern || kind == ValueKind::arn;
        const std::string example = is_pattern ? example_of(value) : value;
        texts_.push_back(example);
        if (is_pattern) add_kind(table_.of(kind == ValueKind::arn ? Glob(value).for_arns() : Glob(value)));
        if (kind == ValueKind::text_without_case) add_kind(table_.of(Glob().add_text(value).ignoring_case()));
        if (kind == ValueKind::text) add_kind(table_.literal(value));
        for (const Place& place : places) read_part(example, place);
    }

    // Of the other key's value what this one can be, with wildcards around it at least one character.
    void read_part(const std::string& value, const Place& place) {
        if (!value.starts_with(place.before) || value.size() == place.before.size()) return;
        const std::string rest = value.substr(place.before.size());
        if (has_wildcards(place.behind)) texts_.push_back(first_character(rest));
        if (rest.size() > place.behind.size() && rest.ends_with(place.behind))
            texts_.push_back(rest.substr(0, rest.size() - place.behind.size()));
    }

    // The name that ends a user's ARN.
    void read_name(const std::string& arn) {
        const std::size_t slash = arn.rfind('/');
        if (slash != std::string::npos) read_pattern(arn.substr(slash + 1));
    }

    void read_pattern(const std::string& pattern) {
        if (pattern.empty() || pattern == "*") return;
        texts_.push_back(example_of(pattern));
        add_kind(table_.of(pattern));
    }

    // "arn:…/home/${aws:username}/*" beside "arn:…/home/bob/x": bob.
    void read_resources() {
        for_each_entry([&](const std::string& entry) {
            const auto place = place_of(entry, key_, scene_);
            if (!place) return;
            for_each_entry([&](const std::string& other) {
                if (!other.starts_with(place->before)) return;
                const std::string rest = other.substr(place->before.size());
                read_pattern(rest.substr(0, rest.find_first_of("/:$")));
            });
        });
    }

    template <typename Take>
    void for_each_entry(const Take& take) const {
        for (const Rule& rule : rules_.all)
            for (const auto* entries : {&rule.statement->resource, &rule.statement->not_resource})
                if (*entries) std::for_each((*entries)->begin(), (*entries)->end(), take);
    }

    void add_kind(LanguageId kind) {
        if (kind != LanguageId::unknown) kinds_.insert(kind);
    }

    // Parts of the shape, each within or without every kind.
    std::vector<LanguageId> kinds_of(LanguageId shape) {
        constexpr std::size_t enough = 32;
        std::vector<LanguageId> out{shape};
        for (const LanguageId kind : kinds_) {
            std::vector<LanguageId> finer;
            for (const LanguageId part : out)
                for (const LanguageId half : {table_.intersection(part, kind), table_.difference(part, kind)})
                    if (half != LanguageId::none && half != LanguageId::unknown) finer.push_back(half);
            if (finer.size() > enough) break;
            out = std::move(finer);
        }
        return out;
    }

    const std::string& key_;
    const Rules& rules_;
    const Scene& scene_;
    LanguageTable& table_;
    Texts texts_;
    std::set<LanguageId> kinds_;
};

}  // namespace

std::vector<std::optional<std::string>> values_to_try(const std::string& key, const Rules& rules, const Scene& scene,
                                                      LanguageTable& table) {
    const auto found = scene.domains.find(key);
    const KeyDomain domain = found == scene.domains.end() ? KeyDomain() : found->second;
    if (!domain.may_be_present) return {std::nullopt};
    const Texts texts = domain.values.empty() ? Candidates(key, rules, scene, table).run(domain) : domain.values;
    std::vector<std::optional<std::string>> out(texts.begin(), texts.end());
    constexpr std::size_t enough = 23;
    if (out.size() > enough) out.resize(enough);
    if (domain.may_be_absent || out.empty()) out.emplace_back(std::nullopt);
    return out;
}

}  // namespace iamirror::model
