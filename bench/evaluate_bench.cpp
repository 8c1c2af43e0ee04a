// How many requests a second the direct and the compiled evaluator decide on one core, and what compiling takes:
// bench_evaluate. Times are of this thread's CPU, as the machine may have other work; the evaluators take turns.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <deque>
#include <string>
#include <vector>

#include "bench/evaluate_sets.h"
#include "model/policy/compiled/evaluator.h"
#include "model/policy/evaluate.h"

namespace {

using namespace iamirror;
using namespace iamirror::model;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double peak_mebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

// Rounds over `count` requests until half a second is gone: decisions a second.
template <typename Decide>
double rate(std::size_t count, const Decide& decide) {
    constexpr double enough_seconds = 0.5;
    std::size_t done = 0;
    const double start = cpu_seconds();
    double elapsed = 0;
    do {
        for (std::size_t i = 0; i < count; ++i) decide(i);
        done += count;
        elapsed = cpu_seconds() - start;
    } while (elapsed < enough_seconds);
    return static_cast<double>(done) / elapsed;
}

struct Rates {
    std::vector<double> direct, compiled, prepared, explained;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

class Measurement {
  public:
    explicit Measurement(const bench::PolicySet& set) : set_(set), layers_(compile(store_, set.layers)) {
        for (const AccessRequest& request : set.requests) prepared_.emplace_back(store_, request);
    }

    // Whether both evaluators say the same of every request.
    bool check() {
        std::size_t counts[3] = {}, findings = 0;
        for (const AccessRequest& request : set_.requests) {
            evaluator_.decide(request, layers_);
            const Decision compiled = evaluator_.explain(layers_);
            if (evaluate(request, set_.layers) != compiled) return false;
            ++counts[static_cast<int>(compiled.verdict)];
            findings += compiled.denial == Denial::explicit_deny ? 1 : 0;
        }
        std::printf("%s: %zu octets of identity policies, %zu requests: %zu allowed, %zu denied (%zu explicitly)\n",
                    set_.name.c_str(), set_.identity_octets, set_.requests.size(), counts[0], counts[1], findings);
        return true;
    }

    void measure() {
        constexpr int rounds = 5;
        const std::size_t few = std::min<std::size_t>(set_.requests.size(), 64), all = set_.requests.size();
        Rates rates;
        for (int round = 0; round < rounds; ++round) {
            rates.direct.push_back(rate(few, [&](std::size_t i) { (void)evaluate(request(i * 61), set_.layers); }));
            rates.compiled.push_back(rate(all, [&](std::size_t i) { evaluator_.decide(request(i), layers_); }));
            rates.prepared.push_back(rate(all, [&](std::size_t i) { evaluator_.decide(prepared_[i], layers_); }));
            rates.explained.push_back(rate(all, [&](std::size_t i) {
                evaluator_.decide(request(i), layers_);
                (void)evaluator_.explain(layers_);
            }));
        }
        report("direct", rates.direct, rates);
        report("compiled", rates.compiled, rates);
        report("compiled, of prepared requests", rates.prepared, rates);
        report("compiled, with the full decision", rates.explained, rates);
    }

  private:
    const AccessRequest& request(std::size_t i) const { return set_.requests[i % set_.requests.size()]; }

    static void report(const char* what, const std::vector<double>& values, const Rates& rates) {
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        std::printf("  %-34s %11.0f /s (%.0f to %.0f), %.0f times direct\n", what, median(values), *least, *most,
                    median(values) / median(rates.direct));
    }

    const bench::PolicySet& set_;
    compiled::Store store_;
    compiled::CompiledLayers layers_;
    compiled::Evaluator evaluator_{store_};
    std::deque<compiled::PreparedRequest> prepared_;
};

void measure_compiling() {
    constexpr std::size_t accounts = 1'000;
    std::size_t documents = 0, octets = 0;
    double parsing = 0, compiling = 0;
    const double before = peak_mebibytes();
    compiled::Store store;
    for (std::size_t account = 0; account < accounts; ++account) {
        for (const std::string& text : bench::documents_of_account(account)) {
            const double start = cpu_seconds();
            const Result<Policy> policy = parse_policy(text);
            const double parsed = cpu_seconds();
            store.add(*policy);
            compiling += cpu_seconds() - parsed;
            parsing += parsed - start;
            ++documents;
            octets += text.size();
        }
    }
    const auto sizes = store.sizes();
    std::printf("compiling %zu documents (%zu octets) of %zu accounts: %.2f s after %.2f s of parsing\n", documents,
                octets, accounts, compiling, parsing);
    std::printf("  peak memory %.0f MiB, %.0f MiB before\n", peak_mebibytes(), before);
    std::printf(
        "  different: %zu documents, %zu statements, %zu sets of actions, %zu lists of resources, "
        "%zu conditions\n",
        sizes.policies, sizes.statements, sizes.action_sets, sizes.resource_lists, sizes.condition_blocks);
}

}  // namespace

int main() {
    measure_compiling();
    const double start = cpu_seconds();
    { const compiled::Store store; }
    std::printf("an empty store: %.1f ms\n", (cpu_seconds() - start) * 1e3);
    for (const bench::PolicySet& set : bench::policy_sets()) {
        Measurement measurement(set);
        if (!measurement.check()) {
            std::fprintf(stderr, "the evaluators disagree on the %s set\n", set.name.c_str());
            return 1;
        }
        measurement.measure();
    }
    return 0;
}
