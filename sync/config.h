// The settings of a run, whatever they came from: flag, environment, file, default.
#pragma once

#include <string>
#include <vector>

#include "aws/credentials.h"

namespace iamirror::sync {

enum class OutputFormat { table, csv, json };
enum class LogLevel { trace, debug, info, warn, error };
enum class LogFormat { text, json };

struct Config {
    std::string database_url;  // "" : IAMIRROR_DATABASE_URL, DATABASE_URL, PGHOST, PGSERVICE, else the embedded cluster
    std::string data_dir;      // "" : the default one
    std::string profile;
    std::string region;
    OutputFormat output = OutputFormat::table;
    LogLevel log_level = LogLevel::info;
    LogFormat log_format = LogFormat::text;
    double max_api_rate = 0;      // calls a second to a service in a region; 0: no ceiling
    double deadline_seconds = 0;  // from the start of the program: no call begins after it; 0: none
    long retry_base_ms = 0;       // the first pause before a repeat, and the longest that throttling puts between
                                  // two calls; 0: the usual ones. For tests
};

// Where the database is found, in the order flag, IAMIRROR_DATABASE_URL, DATABASE_URL, PGHOST or PGSERVICE, embedded.
struct DatabaseChoice {
    bool is_embedded = false;
    std::string uri;  // "" for PGHOST or PGSERVICE: libpq reads the environment
};
DatabaseChoice choose_database(const Config& config, const aws::Surroundings& surroundings);

// Whether a libpq URI or connection string holds a password.
bool has_password(const std::string& database_url);

}  // namespace iamirror::sync
