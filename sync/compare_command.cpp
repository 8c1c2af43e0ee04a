#include "sync/compare_command.h"

#include <iostream>
#include <variant>

#include "model/base/text.h"
#include "model/policy/compare.h"
#include "model/simulate.h"
#include "sync/compare_output.h"
#include "sync/failure.h"
#include "sync/read_document.h"

namespace iamirror::sync {

namespace {

using model::ComparisonType;
using model::Layers;

// A document whose type is to be told yet, or a line of layers.
using Input = std::variant<model::Policy, Layers>;

Error in_file(const std::string& file, Error error) {
    error.message = (file == "-" ? "stdin" : printable(file)) + ": " + error.message;
    return error;
}

Result<Input> parse(const std::string& text) {
    const auto json = model::read_json(text);
    const bool is_object = json.value && json.value->is(model::Json::Kind::object);
    // what is wrong with the text itself is said as of a document
    const bool is_document = !is_object || !json.faults.empty() || json.value->find("Statement") != nullptr ||
                             json.value->find("Version") != nullptr;
    if (is_document) {
        auto policy = model::parse_policy(text);
        if (!policy) return policy.error();
        return Input(std::move(*policy));
    }
    auto layers = model::read_layers(*json.value);
    if (!layers) return layers.error();
    return Input(std::move(*layers));
}

Result<Input> read(const std::string& file) {
    const auto text = read_document(file);
    if (!text) return text.error();
    auto input = parse(*text);
    if (!input) return in_file(file, input.error());
    return input;
}

Result<ComparisonType> type_of(const Input& input) {
    if (const auto* policy = std::get_if<model::Policy>(&input)) return model::type_of(*policy);
    return model::type_of(std::get<Layers>(input));
}

std::string_view name(ComparisonType type) {
    if (type == ComparisonType::identity) return "identity";
    return type == ComparisonType::resource ? "resource" : "trust";
}

// Whether --type can say of layers what they are: a resource policy alone may be any.
bool may_be(const Layers& layers, const Result<ComparisonType>& told, ComparisonType wanted) {
    if (wanted == ComparisonType::identity) return true;
    return layers.resource && !(told && *told == ComparisonType::identity);
}

// What --type says of a document, and of layers as far as they agree with it.
Result<ComparisonType> type_of(const Input& input, const std::string& asked) {
    if (asked.empty()) return type_of(input);
    const ComparisonType wanted = asked == "identity"   ? ComparisonType::identity
                                  : asked == "resource" ? ComparisonType::resource
                                                        : ComparisonType::trust;
    const auto* layers = std::get_if<Layers>(&input);
    if (layers == nullptr) return wanted;
    const auto told = model::type_of(*layers);
    if (!told && !told.error().resource.starts_with("Statement")) return told;
    if (may_be(*layers, told, wanted)) return wanted;
    return Error{
        .kind = ErrorKind::invalid_input,
        .message = std::string(layers->resource ? "holds more than a resource_policy" : "holds no resource_policy") +
                   ", so --type " + asked + " does not fit"};
}

Layers layers_of(const Input& input, ComparisonType type) {
    if (const auto* policy = std::get_if<model::Policy>(&input)) return model::layers_of(*policy, type);
    return std::get<Layers>(input);
}

ExitCode answer(Context& context, const PolicyCompareOptions& options, const model::PolicyComparison& found,
                ComparisonType type) {
    print_comparison(std::cout, found, type, context.config().output);
    if (!std::cout.flush())
        return fail(context, {.kind = ErrorKind::internal, .message = "stdout could not be written to its end"});
    const bool is_proven = found.a_allows_more.answer == model::Answer::no;
    return options.detailed_exitcode && !is_proven ? ExitCode::changes : ExitCode::done;
}

}  // namespace

ExitCode run_policy_compare(Context& context, const PolicyCompareOptions& options) {
    if (options.a == "-" && options.b == "-")
        return fail(
            context,
            {.kind = ErrorKind::usage, .message = "A and B cannot both be stdin", .hint = "give the one as a file"});
    const auto a = read(options.a);
    if (!a) return fail(context, a.error());
    const auto b = read(options.b);
    if (!b) return fail(context, b.error());
    const auto type_a = type_of(*a, options.type), type_b = type_of(*b, options.type);
    if (!type_a) return fail(context, in_file(options.a, type_a.error()));
    if (!type_b) return fail(context, in_file(options.b, type_b.error()));
    if (*type_a != *type_b)
        return fail(context, {.kind = ErrorKind::invalid_input,
                              .message = "A is a policy of type " + std::string(name(*type_a)) + ", B of type " +
                                         std::string(name(*type_b)),
                              .hint = "compare policies of one type; --type says which they are"});
    const auto found = model::compare_policies(layers_of(*a, *type_a), layers_of(*b, *type_b), *type_a);
    return answer(context, options, found, *type_a);
}

}  // namespace iamirror::sync
