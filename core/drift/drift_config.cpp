#include "drift/drift_report.h"

#include <cmath>

namespace driftwood::drift {

Status DriftConfig::check() const {
    const auto refuse = [](const std::string& what, const std::string& field) {
        return fail(ErrorCode::InvalidArgument, what, field);
    };
    const auto isShare = [](double value) { return value > 0.0 && value < 1.0; };
    if (windowRecords < 1)
        return refuse("a window needs at least one record", "window_records");
    if (minimumRecords < 1 || minimumRecords > windowRecords)
        return refuse("must be between 1 and the records of a window", "minimum_records");
    if (!(psiThreshold > 0.0) || !std::isfinite(psiThreshold))
        return refuse("must be above 0", "psi_threshold");
    if (!isShare(pValueThreshold))
        return refuse("must be between 0 and 1", "p_value_threshold");
    if (!isShare(missingRateIncrease))
        return refuse("must be between 0 and 1", "missing_rate_increase");
    if (raiseAfter < 1)
        return refuse("must be 1 or more windows", "raise_after");
    if (clearAfter < 1)
        return refuse("must be 1 or more windows", "clear_after");
    if (!(clearFraction > 0.0 && clearFraction <= 1.0))
        return refuse("must be above 0 and at most 1", "clear_fraction");
    if (!isShare(adwinDelta))
        return refuse("must be between 0 and 1", "adwin_delta");
    return {};
}

} // namespace driftwood::drift
