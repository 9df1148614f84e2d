#pragma once

#include "base/error.h"

#include <string>
#include <vector>

namespace driftwood::decoder {

/// Why a schema that payloads name is not at hand.
struct SchemaProblem {
    std::string key; ///< see schema_key.h; empty: the stated schema
    Error error;
    bool isUnanswered = false; ///< a registry was asked and did not say whether there is such a schema

    bool operator==(const SchemaProblem& other) const {
        return key == other.key && error.text() == other.error.text() && isUnanswered == other.isUnanswered;
    }
};

/// "the schema registry refused the log-in: HTTP status 401 (http://registry:8081/schemas/ids/6)".
[[nodiscard]] std::string reasonText(const Error& error);
/// The same with the schemas' names before it, once for all that fail for the same reason; at most five.
[[nodiscard]] std::string problemsText(const std::vector<SchemaProblem>& problems);
/// The most informative of several problems with one schema: first that no registry answered, then that the
/// schema does not exist, and only then that it has another format.
[[nodiscard]] const SchemaProblem* worstProblem(const std::vector<SchemaProblem>& problems,
                                                const std::string& key);
/// The first that is a registry's fault.
[[nodiscard]] const SchemaProblem* firstFault(const std::vector<SchemaProblem>& problems);
/// The fault as an error of what needs the schema, which it names.
[[nodiscard]] Error faultOf(const SchemaProblem& problem);

} // namespace driftwood::decoder
