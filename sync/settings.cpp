#include "sync/settings.h"

#include <algorithm>
#include <numeric>

#include "model/base/text.h"

namespace iamirror::sync {

namespace {

// Of one command, or of all; help and version are no settings.
std::vector<CLI::Option*> options_of(CLI::App& app) {
    std::vector<CLI::Option*> options;
    for (auto* option : app.get_options())
        if (!option->get_lnames().empty() && option != app.get_help_ptr() && option != app.get_version_ptr())
            options.push_back(option);
    for (auto* command : app.get_subcommands([](CLI::App*) { return true; }))
        for (auto* option : options_of(*command)) options.push_back(option);
    return options;
}

std::string name_of(const CLI::Option& option) {
    return option.get_lnames().front();
}

bool is_switch(const CLI::Option& option) {
    return option.get_items_expected_max() == 0;
}

bool takes_list(const CLI::Option& option) {
    return option.get_expected_max() > 1;
}

// CLI11 begins its messages with the option; ours begin with what the person wrote.
std::string without_option(std::string message, const std::string& name) {
    const auto prefix = "--" + name + ": ";
    return message.starts_with(prefix) ? message.substr(prefix.size()) : message;
}

// What is wrong with the values, "" where nothing is.
std::string give(CLI::Option& option, const std::vector<std::string>& values) {
    try {
        for (const auto& value : values) option.add_result(value);
        if (!values.empty()) option.run_callback();
        return "";
    } catch (const CLI::ConversionError&) {
        return printable(join(values, ", ")) + " is not what it takes (" + option.get_type_name() + ")";
    } catch (const CLI::Error& error) {
        return without_option(error.what(), name_of(option));
    }
}

// A value of the file before the option reads it: the types of YAML.
std::string fault_of_type(const CLI::Option& option, const ConfigEntry& entry) {
    if (entry.is_list && !takes_list(option)) return "takes one value, not a list";
    if (is_switch(option) && entry.values.front() != "true" && entry.values.front() != "false")
        return "is true or false";
    return "";
}

bool is_set(const Environment& environment, const std::string& variable) {
    const auto found = environment.find(variable);
    return found != environment.end() && !found->second.empty();
}

bool is_set_elsewhere(const std::string& name, const Environment& environment, const OtherVariables& others) {
    const auto found = others.find(name);
    return found != others.end() && std::any_of(found->second.begin(), found->second.end(),
                                                [&](const auto& variable) { return is_set(environment, variable); });
}

Status refuse(const std::vector<std::string>& faults, const std::string& hint) {
    if (faults.empty()) return Done{};
    return Error{.kind = ErrorKind::usage, .message = join(faults, "; "), .hint = hint};
}

using OptionsByName = std::multimap<std::string, CLI::Option*>;

// Those that a file can set.
OptionsByName by_name(CLI::App& app) {
    OptionsByName options;
    for (auto* option : options_of(app))
        if (option->get_configurable()) options.emplace(name_of(*option), option);
    return options;
}

std::string unknown_name(const std::string& name, const OptionsByName& options) {
    std::vector<std::string> known;
    for (const auto& [known_name, option] : options) known.push_back(known_name);
    return "there is no option " + printable(name) + "; the nearest is " + nearest_name(name, known);
}

}  // namespace

std::string variable_of(const std::string& name) {
    std::string variable = "IAMIRROR_";
    for (const char c : name)
        variable += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return variable;
}

void name_variables(CLI::App& app) {
    for (auto* option : options_of(app))
        option->description(option->get_description() + " [" + variable_of(name_of(*option)) + "]");
}

Status fill_from_environment(CLI::App& app, const Environment& environment) {
    std::vector<std::string> faults;
    for (auto* option : options_of(app)) {
        const auto variable = variable_of(name_of(*option));
        if (option->count() > 0 || !is_set(environment, variable)) continue;
        if (const auto fault = give(*option, {environment.at(variable)}); !fault.empty())
            faults.push_back(variable + ": " + fault);
    }
    return refuse(faults, "correct the environment; iamirror --help tells what each variable takes");
}

Status fill_from_file(CLI::App& app, const ConfigFile& file, const Environment& environment,
                      const OtherVariables& others) {
    const auto options = by_name(app);
    std::vector<std::string> faults;
    for (const auto& entry : file.entries) {
        const auto [first, last] = options.equal_range(entry.key);
        if (first == last)
            faults.push_back(format(file.path, entry.key_place) + ": " + unknown_name(entry.key, options));
        for (auto found = first; found != last; ++found) {
            auto& option = *found->second;
            auto fault = fault_of_type(option, entry);
            const bool is_open = option.count() == 0 && !is_set_elsewhere(entry.key, environment, others);
            if (fault.empty() && is_open) fault = give(option, entry.values);
            if (!fault.empty())
                faults.push_back(format(file.path, entry.value_place) + ": " + entry.key + ": " + fault);
        }
    }
    return refuse(faults, "correct the configuration file; iamirror --help lists the options");
}

std::string nearest_name(const std::string& name, const std::vector<std::string>& known) {
    // What is longer than any name is as far from all of them: its head decides.
    const auto head = name.substr(0, 64);
    const auto distance = [&](const std::string& other) {
        std::vector<std::size_t> row(other.size() + 1);
        std::iota(row.begin(), row.end(), std::size_t{0});
        for (std::size_t i = 0; i < head.size(); ++i) {
            std::size_t diagonal = std::exchange(row[0], i + 1);
            for (std::size_t j = 0; j < other.size(); ++j) {
                const auto replaced = diagonal + (head[i] == other[j] ? 0 : 1);
                diagonal = std::exchange(row[j + 1], std::min({row[j] + 1, row[j + 1] + 1, replaced}));
            }
        }
        return row.back();
    };
    const auto nearest = std::min_element(known.begin(), known.end(), [&](const auto& left, const auto& right) {
        return distance(left) < distance(right);
    });
    return nearest == known.end() ? "" : *nearest;
}

}  // namespace iamirror::sync
