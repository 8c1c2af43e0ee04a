// From the text of the catalogue to a value. A line is a kind and its fields; policy/catalogue/make.py says which.
#include <algorithm>
#include <map>
#include <memory>
#include <unordered_map>

#include "model/base/text.h"
#include "model/internal/caseless.h"
#include "model/policy/catalogue.h"

namespace iamirror::model {

namespace {

using Fields = std::vector<std::string_view>;
using List = std::span<const std::uint16_t>;
using Names = std::unordered_map<std::string, std::vector<std::uint16_t>>;

const std::map<std::string_view, AccessLevel>& levels() {
    static const std::map<std::string_view, AccessLevel> table{{"L", AccessLevel::list},
                                                               {"R", AccessLevel::read},
                                                               {"W", AccessLevel::write},
                                                               {"T", AccessLevel::tagging},
                                                               {"P", AccessLevel::permissions_management}};
    return table;
}

const std::map<std::string_view, KeyType>& key_types() {
    static const std::map<std::string_view, KeyType> table{
        {"string", KeyType::string}, {"numeric", KeyType::numeric}, {"date", KeyType::date}, {"bool", KeyType::boolean},
        {"binary", KeyType::binary}, {"ip", KeyType::ip_address},   {"arn", KeyType::arn}};
    return table;
}

// Reads line by line; each function gives what is wrong with its line, "" if nothing is.
class Reader {
  public:
    std::string take(std::string_view line) {
        if (line.empty() || line.front() == '#') return "";
        const Fields fields = split(line, '\t');
        const auto kind = fields[0];
        if (fields.size() < 2 || fields[1].empty()) return "a line without a name";
        if (kind == "version" || kind == "date") {
            (kind == "date" ? contents_.date : contents_.version) = fields[1];
            return "";
        }
        if (kind == "key") return take_key(fields);
        if (kind == "service") return take_service(fields);
        if (contents_.services.empty()) return "before the first service";
        if (kind == "type") return take_type(fields);
        const auto level = levels().find(kind);
        return level == levels().end() ? "of no known kind" : take_action(level->second, fields);
    }

    CatalogueContents finish() && { return std::move(contents_); }

  private:
    std::string take_key(const Fields& fields) {
        if (fields.size() != 3) return "a key has a name and a type";
        std::string_view type = fields[2];
        const bool several = type.ends_with("[]");
        if (several) type.remove_suffix(2);
        const auto found = key_types().find(type);
        if (found == key_types().end()) return "a type of key that is not known";
        if (contents_.keys.size() == 65'535) return "more keys than their numbers";
        const CatalogueKey key{fields[1], found->second, several};
        const auto [place, is_new] =
            keys_.try_emplace(std::string{key.name}, 1, static_cast<std::uint16_t>(contents_.keys.size()));
        // Services that share a prefix declare the same keys.
        if (!is_new) return contents_.keys[place->second[0]] == key ? "" : "a key of two types";
        contents_.keys.push_back(key);
        if (contents_.services.empty()) ++contents_.global_keys;
        return "";
    }

    std::string take_service(const Fields& fields) {
        auto& services = contents_.services;
        if (!services.empty() && compare_caseless(services.back().prefix, fields[1]) >= 0) return "not in order";
        const auto here = static_cast<ActionId>(contents_.actions.size());
        services.push_back({fields[1], fields.size() > 2 && fields[2] == "rcp", here, here});
        types_.clear();
        known_lists_.clear();
        return "";
    }

    std::string take_type(const Fields& fields) {
        if (fields.size() < 3 || fields.size() > 4) return "a type has a name, an ARN and keys";
        if (contents_.resources.size() == 65'535) return "more types than their numbers";
        const auto keys = read_list(fields.size() > 3 ? fields[3] : "", keys_);
        if (!keys) return "a key that is not known";
        types_[std::string{fields[1]}].push_back(static_cast<std::uint16_t>(contents_.resources.size()));
        contents_.resources.push_back({fields[1], fields[2], keep(*keys)});
        return "";
    }

    std::string take_action(AccessLevel level, const Fields& fields) {
        if (fields.size() > 4) return "an action has a name, types and keys";
        auto& service = contents_.services.back();
        auto& actions = contents_.actions;
        if (service.end > service.first && compare_caseless(actions.back().name, fields[1]) >= 0) return "not in order";
        const auto lists = lists_of(fields.size() > 2 ? fields[2] : "", fields.size() > 3 ? fields[3] : "");
        if (!lists) return "a type or a key that is not known";
        actions.push_back({service.prefix, fields[1], level, lists->first, lists->second});
        service.end = static_cast<ActionId>(actions.size());
        return "";
    }

    // Many actions of a service have the same types and keys: they share them.
    std::optional<std::pair<List, List>> lists_of(std::string_view types, std::string_view keys) {
        const auto text = std::pair{types, keys};
        if (const auto known = known_lists_.find(text); known != known_lists_.end()) return known->second;
        const auto resources = read_list(types, types_);
        auto all = read_list(keys, keys_);
        if (!resources || !all) return std::nullopt;
        for (const auto resource : *resources) {
            const auto& more = contents_.resources[resource].keys;
            all->insert(all->end(), more.begin(), more.end());
        }
        return known_lists_[text] = {keep(*resources), keep(*all)};
    }

    // nullopt where one of the names is not among `known`. ":x" is short for "service:x".
    std::optional<std::vector<std::uint16_t>> read_list(std::string_view text, const Names& known) {
        std::vector<std::uint16_t> out;
        if (text.empty()) return out;
        for (const auto name : split(text, ',')) {
            const auto prefix = name.starts_with(':') ? contents_.services.back().prefix : "";
            const auto found = known.find(std::string{prefix} + std::string{name});
            if (found == known.end()) return std::nullopt;
            out.insert(out.end(), found->second.begin(), found->second.end());
        }
        return out;
    }

    List keep(std::vector<std::uint16_t> list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        auto& kept = contents_.lists.emplace_back(std::make_unique<std::uint16_t[]>(list.size()));
        std::copy(list.begin(), list.end(), kept.get());
        return {kept.get(), list.size()};
    }

    CatalogueContents contents_;
    Names keys_, types_;  // types: of the service being read, each with all its forms of ARN
    std::map<std::pair<std::string_view, std::string_view>, std::pair<List, List>> known_lists_;
};

}  // namespace

Result<CatalogueContents> read_catalogue(std::span<const std::string_view> parts) {
    Reader reader;
    std::size_t number = 0;
    for (const auto part : parts) {
        for (const auto line : split(part, '\n')) {
            // What follows a part's last line end is no line.
            if (line.data() != part.data() + part.size()) ++number;
            const auto wrong = reader.take(line);
            if (wrong.empty()) continue;
            const auto where = "line " + std::to_string(number);
            return Error{
                .kind = ErrorKind::invalid_input, .message = "catalogue, " + where + ": " + wrong, .resource = where};
        }
    }
    return std::move(reader).finish();
}

}  // namespace iamirror::model
