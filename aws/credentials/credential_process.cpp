#include "aws/credentials/credential_process.h"

#include "aws/credentials/json_keys.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

std::string name_of(const CredentialProcess& process) {
    return "profile " + printable(process.profile) + ": credential_process";
}

// What a shell would do with the text, said to the one who wrote it for a shell.
std::string shell_hint(const CredentialProcess& process) {
    const bool is_for_shell = process.command.reveal().find_first_of("|&;<>$`~*") != std::string::npos;
    return is_for_shell ? "it is run without a shell: put what needs one into a script of its own" : "";
}

bool is_version_1(const nlohmann::json& object) {
    const auto version = object.find("Version");
    return version != object.end() && version->is_number_integer() && *version == 1;
}

Result<Credentials> read_output(const std::string& output, const std::string& what, Time now) {
    const auto object = read_object(output, what);
    if (!object) return object.error();
    if (!is_version_1(*object)) return bad_source(what, "the answer's Version is not 1");
    const KeyNames names{.token = "SessionToken", .is_session = false};
    auto keys = read_keys(*object, names, what, what);
    if (keys && keys->expires_at && *keys->expires_at <= now)
        return bad_source(what, "its credentials ended at " + to_rfc3339(*keys->expires_at),
                          "sign in again with the program that it runs");
    return keys;
}

// One word after the other; where `problem` is set, the rest is no command.
class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_(text) {}

    std::vector<std::string> words() {
        while (at_ < text_.size() && problem_ == nullptr) read(text_[at_++]);
        finish_word();
        return std::move(words_);
    }
    const char* problem() const { return problem_; }

  private:
    void read(char c) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return finish_word();
        is_in_word_ = true;
        if (c == '\'' || c == '"')
            quoted(c);
        else if (c == '\\')
            escaped();
        else
            word_ += c;
    }

    void quoted(char quote) {
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == quote) return void(++at_);
            const bool is_escape = quote == '"' && c == '\\' && at_ + 1 < text_.size() &&
                                   (text_[at_ + 1] == '"' || text_[at_ + 1] == '\\');
            word_ += is_escape ? text_[++at_] : c;
        }
        problem_ = "a quote is not closed";
    }

    void escaped() {
        if (at_ == text_.size())
            problem_ = "nothing follows the last backslash";
        else
            word_ += text_[at_++];
    }

    void finish_word() {
        if (is_in_word_) words_.push_back(std::exchange(word_, ""));
        is_in_word_ = false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<std::string> words_;
    std::string word_;
    bool is_in_word_ = false;  // a pair of quotes alone is a word
    const char* problem_ = nullptr;
};

}  // namespace

Result<std::vector<std::string>> split_command(std::string_view command) {
    Splitter splitter{command};
    auto words = splitter.words();
    if (splitter.problem() != nullptr)
        return Error{.kind = ErrorKind::credentials,
                     .message = std::string{"the command is no command: "} + splitter.problem()};
    return words;
}

Result<Credentials> process_credentials(const CredentialProcess& process, const CredentialsParts& parts) {
    const auto what = name_of(process);
    auto words = split_command(process.command.reveal());
    if (!words) return bad_source(what, words.error().message);
    if (words->empty()) return bad_source(what, "it names no program");
    if (!parts.surroundings.run_program) return bad_source(what, "no program can be run here");
    const auto output = parts.surroundings.run_program(
        {.arguments = std::move(words).value(), .environment = parts.surroundings.environment});
    auto keys = output ? read_output(*output, what, parts.clock->now())
                       : bad_source(what, output.error().message, output.error().hint);
    if (!keys && !shell_hint(process).empty()) keys.error().hint = shell_hint(process);
    return keys;
}

}  // namespace iamirror::aws
