// A policy document on its way into the mirror: from the octets AWS sent to what PostgreSQL can hold of them.
// Nothing is lost: a document that jsonb cannot hold, or would silently change, is kept whole with a finding.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iamirror::model {

// What was found in a document: a row of ops.finding without the object it belongs to.
struct DocumentFinding {
    std::string code;      // "policy_duplicate_key"
    std::string severity;  // "info", "warning", "error"
    std::string message;   // storable and printable whatever the document holds
    std::string remedy;
    bool operator==(const DocumentFinding&) const = default;
};

struct StoredDocument {
    std::string sha256;                     // 32 octets, of `body`
    std::string body;                       // the octets as received, percent-encoding undone
    std::optional<std::string> policy;      // JSON text that jsonb holds without loss, else absent
    std::optional<std::string> policy_std;  // absent where the document is not a policy as IAM's grammar has it
    std::vector<DocumentFinding> findings;  // empty for a sound document
};

// `received` is raw JSON (a leading '{' after blanks) or percent-encoded, as IAM sends it. Takes any octets.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html
StoredDocument store_document(std::string_view received);

}  // namespace iamirror::model
