// A PostgreSQL of the tests' own: made in a temporary directory (of memory, where that has room), on a Unix socket,
// gone with the object. As root it runs as user postgres.
#pragma once

#include <string>

namespace iamirror::testing {

class TestPostgres {
  public:
    // Throws std::runtime_error, with what initdb or pg_ctl said.
    TestPostgres();
    ~TestPostgres();
    TestPostgres(const TestPostgres&) = delete;
    TestPostgres& operator=(const TestPostgres&) = delete;

    // URI of a database, as the superuser or as another role (peer authentication is off: any role, no password).
    std::string uri(const std::string& database, const std::string& role = "postgres") const;
    // A new database at the program's schema (a copy of one that was migrated once), or without any.
    std::string fresh_database();
    std::string empty_database();

    // One for the whole test program, started on first use and stopped at its end.
    static TestPostgres& shared();

  private:
    std::string new_database(const std::string& template_name);

    std::string directory_;
    bool has_template_ = false;
    int databases_ = 0;
};

}  // namespace iamirror::testing
