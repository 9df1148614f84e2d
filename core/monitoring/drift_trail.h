#pragma once

#include "drift/drift_monitor.h"

namespace driftwood::monitoring {

/// One or several consecutive drift windows, reduced for display.
struct DriftWindow {
    TimestampMs from{-1};
    TimestampMs to{-1};
    std::int64_t records = 0;
    std::vector<float> psi; ///< one per model input, the maximum over the windows; NaN: no verdict
    float predictionPsi = 0.0F;
    bool operator==(const DriftWindow&) const = default;
};

/// A monitor's closed windows, oldest first, in bounded number: when there are too many, neighbours are
/// merged. The newest report is also kept in full.
class DriftTrail {
  public:
    static constexpr std::size_t kCapacity = 2'000;

    explicit DriftTrail(std::size_t capacity = kCapacity)
        : m_capacity(capacity) {}

    void add(const drift::DriftReport& report);
    void restore(std::vector<DriftWindow> windows, std::optional<drift::DriftReport> latest);
    [[nodiscard]] const std::vector<DriftWindow>& windows() const { return m_windows; }
    /// Nothing before the first window has closed.
    [[nodiscard]] const std::optional<drift::DriftReport>& latest() const { return m_latest; }
    /// Number of merges so far: after a change, copies kept elsewhere must be replaced.
    [[nodiscard]] int generation() const { return m_generation; }

  private:
    void thin();

    std::size_t m_capacity;
    std::vector<DriftWindow> m_windows;
    std::optional<drift::DriftReport> m_latest;
    int m_generation = 0;
};

} // namespace driftwood::monitoring
