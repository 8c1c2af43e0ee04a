// What the algebra of languages costs: bench_language, with patterns of resources a line each on its input, or without
// input with those below.
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "model/policy/language_table.h"

namespace {

using namespace iamirror::model;

std::vector<std::string> patterns() {
    std::vector<std::string> out;
    if (isatty(STDIN_FILENO) == 0) {
        for (std::string line; std::getline(std::cin, line);) out.push_back(line);
    }
    if (!out.empty()) return out;
    return {"*",
            "arn:aws:s3:::bucket",
            "arn:aws:s3:::bucket/*",
            "arn:aws:s3:::bucket/secret/*",
            "arn:aws:s3:::*-logs-*/*",
            "arn:aws:iam::*:role/aws-service-role/*",
            "arn:aws:iam::*:role/service-role/AWS*Role",
            "arn:aws:ec2:*:*:instance/*",
            "arn:aws:ec2:*:111122223333:*/*",
            "arn:aws:logs:*:*:log-group:/aws/*:*",
            "arn:*:sqs:*:*:queue-??"};
}

// Nanoseconds for each of the `count` things that one round of `body` does: the best of five where that is soon done.
template <typename Body>
double nanoseconds(std::size_t count, const Body& body) {
    double best = 1e18;
    for (int round = 0; round < (count < 10'000 ? 5 : 1); ++round) {
        const auto start = std::chrono::steady_clock::now();
        body();
        const std::chrono::duration<double, std::nano> elapsed = std::chrono::steady_clock::now() - start;
        best = std::min(best, elapsed.count() / static_cast<double>(count));
    }
    return best;
}

template <typename Body>
void for_each_pair(const std::vector<Language>& languages, const Body& body) {
    for (const auto& a : languages) {
        for (const auto& b : languages) body(a, b);
    }
}

void report(const char* what, double value) {
    std::printf("%-52s %10.0f ns\n", what, value);
}

void measure(const std::vector<std::string>& texts, const std::vector<Language>& languages) {
    const auto pairs = languages.size() * languages.size();
    report("a pattern's language", nanoseconds(texts.size(), [&] {
               for (const auto& text : texts) (void)Language::of_arn_pattern(text);
           }));
    report("intersection, fresh", nanoseconds(pairs, [&] {
               for_each_pair(languages, [](const auto& a, const auto& b) { (void)intersection(a, b); });
           }));
    report("difference, fresh", nanoseconds(pairs, [&] {
               for_each_pair(languages, [](const auto& a, const auto& b) { (void)difference(a, b); });
           }));
    report("union, fresh", nanoseconds(pairs, [&] {
               for_each_pair(languages, [](const auto& a, const auto& b) { (void)union_of(a, b); });
           }));
    report("covers, fresh", nanoseconds(pairs, [&] {
               for_each_pair(languages, [](const auto& a, const auto& b) { (void)covers(a, b); });
           }));
}

void measure_table(const std::vector<std::string>& texts) {
    LanguageTable table;
    std::vector<LanguageId> ids;
    for (const auto& text : texts) ids.push_back(table.of_arn_pattern(text));
    const auto all_pairs = [&] {
        for (const auto a : ids) {
            for (const auto b : ids) {
                (void)table.intersection(a, b);
                (void)table.difference(a, b);
            }
        }
    };
    all_pairs();
    report("an operation that the table knows", nanoseconds(ids.size() * ids.size() * 2, all_pairs));
    std::printf("%-52s %10zu of %zu states\n", "languages in the table", table.size(), table.states());
}

}  // namespace

int main() {
    const auto texts = patterns();
    std::vector<Language> languages, automata;
    for (const auto& text : texts) {
        const auto language = Language::of_arn_pattern(text);
        if (!language) continue;
        languages.push_back(*language);
        if (language->states() > 0) automata.push_back(*language);
    }
    std::printf("%zu patterns, %zu of them need an automaton\n", texts.size(), automata.size());
    measure(texts, languages);
    std::puts("of those with automata alone:");
    measure(texts, automata);
    measure_table(texts);
}
