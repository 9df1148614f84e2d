#pragma once

#include "base/result.h"
#include "drift/error_reference.h"

#include <cstdint>
#include <deque>
#include <nlohmann/json_fwd.hpp>
#include <optional>

namespace driftwood::drift {

/// The errors of the last windows, pooled over spans of 1, 2, 4, … windows: a small rise shows only over many
/// records, a large one in the first window.
class RecentErrors {
  public:
    struct Window {
        double sum = 0.0;
        std::int64_t count = 0;
        [[nodiscard]] double mean() const { return sum / static_cast<double>(count); }
    };

    void add(Window window);
    /// Forgets all windows; the spans begin anew.
    void clear() { m_windows.clear(); }
    /// The mean over the last windows, eight at most; NaN without errors.
    [[nodiscard]] double meanLately() const;
    /// The longest span, of at least `minimumRecords`, whose mean is above the reference's limit.
    [[nodiscard]] std::optional<Window> above(const ErrorReference& reference,
                                              std::int64_t minimumRecords) const;
    /// Whether the last windows are back at the level before a rise. A span of them must have a mean of at
    /// most `most` that is improbable at the risen level (`deviation`: of one record's error there; 0:
    /// unknown, then the mean decides), or a long span must not be noticeably above `before`.
    [[nodiscard]] bool fell(double before, double risen, double most, double deviation) const;

    /// CorruptData for an invalid state, or windows of more than `most` records; then do not use it further.
    [[nodiscard]] nlohmann::json memory() const;
    [[nodiscard]] Status recall(const nlohmann::json& memory, std::int64_t most);

  private:
    /// Pools the last windows.
    [[nodiscard]] Window last(std::size_t windows) const;

    std::deque<Window> m_windows; ///< oldest first
};

} // namespace driftwood::drift
