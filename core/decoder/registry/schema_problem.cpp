#include "decoder/registry/schema_problem.h"

#include "decoder/registry/schema_key.h"

#include <algorithm>
#include <utility>

namespace driftwood::decoder {
namespace {

constexpr std::size_t kToldProblems = 5;

/// Without the number that registries put at the end of a schema's address, one answer for several schemas
/// is the same reason.
bool isSameReason(const Error& a, const Error& b) { return a.code == b.code && a.what == b.what; }

} // namespace

std::string reasonText(const Error& error) {
    return error.where.empty() ? error.what : error.what + " (" + error.where + ")";
}

std::string problemsText(const std::vector<SchemaProblem>& problems) {
    std::vector<std::pair<std::string, const Error*>> told;
    for (const SchemaProblem& problem : problems) {
        const auto same = std::ranges::find_if(
            told, [&](const auto& before) { return isSameReason(*before.second, problem.error); });
        if (same != told.end())
            same->first += ", " + schemaKeyWords(problem.key);
        else if (told.size() < kToldProblems)
            told.emplace_back(schemaKeyWords(problem.key), &problem.error);
    }
    std::string out;
    for (const auto& [schemas, error] : told)
        out += (out.empty() ? "" : "; ") + schemas + ": " + reasonText(*error);
    return out;
}

const SchemaProblem* worstProblem(const std::vector<SchemaProblem>& problems, const std::string& key) {
    const SchemaProblem* worst = nullptr;
    const auto rank = [](const SchemaProblem& problem) {
        return problem.isUnanswered ? 2 : problem.error.code == ErrorCode::Unsupported ? 0 : 1;
    };
    for (const SchemaProblem& problem : problems)
        if (problem.key == key && (worst == nullptr || rank(problem) > rank(*worst)))
            worst = &problem;
    return worst;
}

const SchemaProblem* firstFault(const std::vector<SchemaProblem>& problems) {
    const auto fault = std::ranges::find(problems, true, &SchemaProblem::isUnanswered);
    return fault == problems.end() ? nullptr : &*fault;
}

Error faultOf(const SchemaProblem& problem) {
    Error out = problem.error;
    out.what = schemaKeyWords(problem.key) + ": " + out.what;
    return out;
}

} // namespace driftwood::decoder
