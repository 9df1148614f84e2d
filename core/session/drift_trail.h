#pragma once

#include "drift/drift_monitor.h"

namespace driftwood::session {

/// One or several windows of drift in a row, as a picture needs them.
struct DriftWindow {
    TimestampMs from{-1};
    TimestampMs to{-1};
    std::int64_t records = 0;
    std::vector<float> psi; ///< one per model input, the largest of the windows; NaN: not judged
    float predictionPsi = 0.0F;
    bool operator==(const DriftWindow&) const = default;
};

/// The windows a monitor has closed, oldest first, of bounded number: where there are too many, neighbours
/// become one. The newest is also there in full.
class DriftTrail {
  public:
    static constexpr std::size_t kCapacity = 2'000;

    explicit DriftTrail(std::size_t capacity = kCapacity)
        : m_capacity(capacity) {}

    void add(const drift::DriftReport& report);
    void restore(std::vector<DriftWindow> windows, std::optional<drift::DriftReport> latest);
    [[nodiscard]] const std::vector<DriftWindow>& windows() const { return m_windows; }
    /// Nothing before the first window closed.
    [[nodiscard]] const std::optional<drift::DriftReport>& latest() const { return m_latest; }
    /// Counts the times neighbours became one: what lies elsewhere must then be replaced.
    [[nodiscard]] int generation() const { return m_generation; }

  private:
    void thin();

    std::size_t m_capacity;
    std::vector<DriftWindow> m_windows;
    std::optional<drift::DriftReport> m_latest;
    int m_generation = 0;
};

} // namespace driftwood::session
