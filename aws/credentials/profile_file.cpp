#include "aws/credentials/profile_file.h"

#include <algorithm>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

enum class FileKind { config, credentials };

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

bool is_legal(std::string_view name, std::string_view others) {
    const auto fits = [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               others.find(c) != std::string_view::npos;
    };
    return !name.empty() && std::all_of(name.begin(), name.end(), fits);
}

bool is_profile_name(std::string_view name) {
    return is_legal(name, "-/.%@_:+");
}

// A comment in a property's line needs a blank before it; in a section's line it does not.
std::string_view without_comment(std::string_view line, bool needs_blank) {
    for (std::size_t at = 0; at < line.size(); ++at)
        if ((line[at] == '#' || line[at] == ';') && (!needs_blank || (at > 0 && is_blank(line[at - 1]))))
            return line.substr(0, at);
    return line;
}

// "profile" and "audit" of "profile audit"; the name alone has no word.
struct Heading {
    std::string_view word;
    std::string_view name;
};

Heading heading(std::string_view text) {
    const auto blank = text.find_first_of(" \t");
    if (blank == std::string_view::npos) return {"", text};
    return {text.substr(0, blank), trim(text.substr(blank))};
}

class Parser {
  public:
    Parser(FileKind kind, ProfileFile& into) : kind_(kind), into_(into) {}

    Status parse(std::string_view text) {
        if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
        int number = 0;
        for (const auto line : split(text, '\n')) {
            ++number;
            if (const auto problem = read(line); !problem.empty())
                return Error{.kind = ErrorKind::credentials,
                             .message = "line " + std::to_string(number) + ": " + problem,
                             .hint =
                                 "correct the file, or name another by AWS_CONFIG_FILE or "
                                 "AWS_SHARED_CREDENTIALS_FILE"};
        }
        finish_default();
        return Done{};
    }

  private:
    // What is wrong with the line, "" for nothing.
    std::string read(std::string_view line) {
        const auto text = trim(line);
        if (text.empty() || text.front() == '#' || text.front() == ';') return "";
        if (is_blank(line.front())) return continuation(text);
        return line.front() == '[' ? section(line) : property(line);
    }

    std::string section(std::string_view line) {
        const auto text = trim(without_comment(line, false));
        if (!text.ends_with(']')) return "a section must end with ']'";
        in_section_ = true;
        property_ = nullptr;
        is_new_property_ = false;
        section_ = find_section(heading(trim(text.substr(1, text.size() - 2))));
        return "";
    }

    // Where the section's properties go; nullptr for one that is left out.
    Properties* find_section(const Heading& found) {
        if (!is_profile_name(found.name)) return nullptr;
        const std::string name{found.name};
        if (kind_ == FileKind::credentials) return found.word.empty() ? &into_.profiles[name] : nullptr;
        if (found.word == "profile") return name == "default" ? default_with_word() : &into_.profiles[name];
        if (found.word == "sso-session") return &into_.sso_sessions[name];
        if (found.word == "services") return &into_.services[name];
        if (found.word.empty() && name == "default") return &plain_default_.emplace();
        return nullptr;
    }

    // "[profile default]" hides what stands under "[default]", wherever in the file either is.
    Properties* default_with_word() {
        has_default_with_word_ = true;
        return &into_.profiles["default"];
    }

    void finish_default() {
        if (has_default_with_word_ || !plain_default_) return;
        into_.profiles["default"].insert(plain_default_->begin(), plain_default_->end());
    }

    std::string property(std::string_view line) {
        if (!in_section_) return "a section is expected before the first property";
        const auto text = without_comment(line, true);
        const auto equals = text.find('=');
        if (equals == std::string_view::npos) return "a property needs an '='";
        const auto name = trim(text.substr(0, equals));
        if (name.empty()) return "the property has no name";
        is_new_property_ = true;
        property_ = nullptr;
        const auto value = trim(text.substr(equals + 1));
        has_nested_ = value.empty();
        if (section_ == nullptr || !is_legal(name, "-_")) return "";
        property_ = &(*section_)[to_lower_ascii(name)];
        *property_ = value;
        return "";
    }

    std::string continuation(std::string_view text) {
        if (!in_section_) return "a section is expected before the first property";
        if (!is_new_property_) return "a property is expected before an indented line";
        if (has_nested_) {
            const auto equals = text.find('=');
            if (equals == std::string_view::npos) return "a nested property needs an '='";
            if (trim(text.substr(0, equals)).empty()) return "the nested property has no name";
        }
        if (property_ != nullptr) *property_ += "\n" + std::string{text};
        return "";
    }

    FileKind kind_;
    ProfileFile& into_;
    std::optional<Properties> plain_default_;
    bool has_default_with_word_ = false;
    bool in_section_ = false;
    bool is_new_property_ = false;     // a property of this section has been seen
    bool has_nested_ = false;          // it has no value of its own: indented lines are properties below it
    Properties* section_ = nullptr;    // null: left out
    std::string* property_ = nullptr;  // null: left out
};

Status parse_file(FileKind kind, const std::optional<std::string>& text, ProfileFile& merged) {
    if (!text) return Done{};
    ProfileFile file;
    if (auto status = Parser{kind, file}.parse(*text); !status) return status;
    for (auto& [name, properties] : file.profiles)
        for (auto& [key, value] : properties) merged.profiles[name][key] = std::move(value);
    for (const auto& [name, properties] : file.profiles) merged.profiles[name];
    merged.sso_sessions.merge(file.sso_sessions);
    merged.services.merge(file.services);
    return Done{};
}

std::string expand_home(const std::string& path, const std::string& home) {
    return path.starts_with("~/") && !home.empty() ? home + path.substr(1) : path;
}

}  // namespace

const Properties* ProfileFile::profile(const std::string& name) const {
    const auto found = profiles.find(name);
    return found == profiles.end() ? nullptr : &found->second;
}

const Properties& ProfileFile::properties_of(const std::string& name) const {
    static const Properties none;
    const auto* properties = profile(name);
    return properties == nullptr ? none : *properties;
}

std::string value_of(const std::map<std::string, std::string>& values, const std::string& name) {
    const auto found = values.find(name);
    return found == values.end() ? "" : std::string{trim(found->second)};
}

ProfileFilePaths profile_file_paths(const Surroundings& surroundings) {
    const auto home = value_of(surroundings.environment, "HOME");
    const auto path = [&](const std::string& variable, const std::string& name) {
        const auto given = value_of(surroundings.environment, variable);
        if (!given.empty()) return expand_home(given, home);
        return home.empty() ? "" : home + "/.aws/" + name;
    };
    return {path("AWS_CONFIG_FILE", "config"), path("AWS_SHARED_CREDENTIALS_FILE", "credentials")};
}

std::string profile_name(const std::string& asked, const Surroundings& surroundings) {
    for (const auto& name : {asked, value_of(surroundings.environment, "AWS_PROFILE"),
                             value_of(surroundings.environment, "AWS_DEFAULT_PROFILE")})
        if (!name.empty()) return name;
    return "default";
}

Result<ProfileFile> parse_profile_files(const std::optional<std::string>& config,
                                        const std::optional<std::string>& credentials) {
    ProfileFile merged;
    if (auto status = parse_file(FileKind::config, config, merged); !status) return status.error();
    if (auto status = parse_file(FileKind::credentials, credentials, merged); !status) return status.error();
    return merged;
}

Result<ProfileFile> read_profile_files(const Surroundings& surroundings) {
    const auto paths = profile_file_paths(surroundings);
    ProfileFile merged;
    for (const auto& [kind, path] :
         {std::pair{FileKind::config, paths.config}, std::pair{FileKind::credentials, paths.credentials}}) {
        const auto text = path.empty() ? std::nullopt : surroundings.read_file(path);
        if (auto status = parse_file(kind, text, merged); !status) {
            status.error().resource = path;
            return status.error();
        }
    }
    return merged;
}

std::string nested_property(std::string_view value, std::string_view name) {
    for (const auto line : split(value, '\n')) {
        const auto equals = line.find('=');
        if (equals != std::string_view::npos && to_lower_ascii(trim(line.substr(0, equals))) == name)
            return std::string{trim(line.substr(equals + 1))};
    }
    return "";
}

}  // namespace iamirror::aws
