#include "sync/config_text.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>

#include "model/base/text.h"

namespace iamirror::sync {

namespace {

TextPlace place_of(const YAML::Mark& mark) {
    return {mark.line + 1, mark.column + 1};
}

struct Fault {
    TextPlace place;
    std::string message;
};

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return octet < 0x20 || octet == 0x7F;
    });
}

// Takes the parser's events one by one, so that nothing is built of a document that is not wanted. Keeps the first
// fault and listens to nothing after it.
class Reader : public YAML::EventHandler {
  public:
    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
        if (state_ == State::before_map) return;  // an empty document
        // The parser's place of what is not there is wherever it stopped looking, lines further down.
        if (state_ == State::value) return refuse(entries_.back().key_place, subject() + "has no value");
        refuse(mark, state_ == State::key ? "a name of an option is missing" : subject() + "has no value");
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark, "aliases are not taken"); }

    void OnAnchor(const YAML::Mark& mark, const std::string&) override { refuse(mark, "anchors are not taken"); }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t, const std::string& text) override {
        if (!is_plain(mark, tag)) return;
        if (has_control_character(text) || !is_utf8(text))
            return refuse(mark, subject() + "holds a control character or bad UTF-8");
        switch (state_) {
            case State::before_map:
            case State::after_map:
                return refuse(mark, "a line `option: value` is expected");
            case State::key:
                return take_key(mark, text);
            case State::value:
                entries_.back().value_place = place_of(mark);
                entries_.back().values.push_back(text);
                state_ = State::key;
                return;
            case State::list:
                entries_.back().values.push_back(text);
        }
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        if (!is_plain(mark, tag)) return;
        if (state_ == State::list) return refuse(mark, subject() + "takes no list in a list");
        if (state_ != State::value) return refuse(mark, "a line `option: value` is expected");
        entries_.back().value_place = place_of(mark);
        entries_.back().is_list = true;
        state_ = State::list;
    }

    void OnSequenceEnd() override {
        if (!fault_) state_ = State::key;
    }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {
        if (!is_plain(mark, tag)) return;
        if (state_ != State::before_map)
            return refuse(mark, state_ == State::key ? "a name of an option is expected"
                                                     : subject() + "takes a value or a list, no options of its own");
        state_ = State::key;
    }

    void OnMapEnd() override {
        if (!fault_) state_ = State::after_map;
    }

    const std::optional<Fault>& fault() const { return fault_; }
    std::vector<ConfigEntry> take() { return std::move(entries_); }

  private:
    enum class State { before_map, key, value, list, after_map };

    void refuse(const YAML::Mark& mark, std::string message) { refuse(place_of(mark), std::move(message)); }

    void refuse(const TextPlace& place, std::string message) {
        if (!fault_) fault_ = Fault{place, std::move(message)};
    }

    // "?" and "!" are the parser's words for a plain and a quoted scalar, "" for none.
    bool is_plain(const YAML::Mark& mark, const std::string& tag) {
        if (fault_) return false;
        if (tag.empty() || tag == "?" || tag == "!") return true;
        refuse(mark, "tags are not taken");
        return false;
    }

    void take_key(const YAML::Mark& mark, const std::string& key) {
        if (!keys_.insert(key).second) return refuse(mark, "the option " + key + " stands here a second time");
        entries_.push_back(
            {.key = key, .key_place = place_of(mark), .values = {}, .is_list = false, .value_place = {}});
        state_ = State::value;
    }

    std::string subject() const { return entries_.empty() ? "it " : entries_.back().key + " "; }

    State state_ = State::before_map;
    std::set<std::string> keys_;
    std::vector<ConfigEntry> entries_;
    std::optional<Fault> fault_;
};

Error refusal(const std::string& path, const Fault& fault) {
    return {.kind = ErrorKind::usage,
            .message = format(path, fault.place) + ": " + fault.message,
            .hint = "a configuration file has a line `option: value` for each option; see iamirror --help"};
}

// The place of the first octet that the text must not hold.
TextPlace place_at(std::string_view text, std::size_t offset) {
    const auto before = text.substr(0, offset);
    const auto line_start = before.rfind('\n');
    return {static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
            static_cast<int>(line_start == std::string_view::npos ? offset : offset - line_start - 1) + 1};
}

std::optional<Fault> fault_of_octets(std::string_view text) {
    if (text.size() > max_config_octets)
        return Fault{{}, "longer than " + std::to_string(max_config_octets) + " octets"};
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return Fault{place_at(text, nul), "an octet of value 0"};
    if (!is_utf8(text)) return Fault{{}, "not UTF-8"};
    return std::nullopt;
}

Result<std::vector<ConfigEntry>> read_documents(std::string_view text, const std::string& path) {
    // yaml-cpp takes the end of the text for the end of an open quote; a mark of the document's end it does not.
    std::istringstream in{std::string(text) + "\n...\n"};
    YAML::Parser parser{in};
    Reader reader;
    if (!parser.HandleNextDocument(reader)) return std::vector<ConfigEntry>{};
    if (reader.fault()) return refusal(path, *reader.fault());
    Reader second;
    if (parser.HandleNextDocument(second)) return refusal(path, {{}, "more than one document"});
    return reader.take();
}

}  // namespace

std::string format(const std::string& path, const TextPlace& place) {
    return path + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

Result<std::vector<ConfigEntry>> read_config_text(std::string_view text, const std::string& path) {
    if (const auto fault = fault_of_octets(text)) return refusal(path, *fault);
    try {
        return read_documents(text, path);
    } catch (const YAML::Exception& error) {
        return refusal(path, {error.mark.is_null() ? TextPlace{} : place_of(error.mark), error.msg});
    }
}

}  // namespace iamirror::sync
