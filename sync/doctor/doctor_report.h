// What doctor found, in words, as a table, as an object.
#pragma once

#include <ostream>

#include "aws/credentials.h"
#include "sync/config.h"
#include "sync/doctor/check.h"

namespace iamirror::sync {

struct DoctorReport {
    std::vector<aws::SourceDescription> sources;
    std::string identity_arn, account_id, partition;  // "" where AWS did not say
    Checks checks;
};

void print_report(std::ostream& out, const DoctorReport& report, OutputFormat format);

}  // namespace iamirror::sync
