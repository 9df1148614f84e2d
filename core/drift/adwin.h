#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>

namespace driftwood::drift {

/// Adaptive windowing change detector (Bifet and Gavaldà 2007) with River's defaults and bucket structure:
/// detects changes at the same elements as river.drift.ADWIN. Like River's, a detector that has cut its
/// window is reset by the next element.
class Adwin {
  public:
    struct Options {
        double delta = 0.002;
        int clock = 32; ///< checks for a cut every `clock` elements
        int maxBuckets = 5;
        int minWindowLength = 5;
        int gracePeriod = 10;
    };
    Adwin()
        : Adwin(Options{}) {}
    explicit Adwin(Options options);
    ~Adwin();
    Adwin(Adwin&&) noexcept;
    Adwin& operator=(Adwin&&) noexcept;

    /// True when the window was cut because the means before and after differ.
    bool update(double value);
    /// Whether the last element cut the window; the next one resets the detector.
    [[nodiscard]] bool hasCut() const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] std::int64_t width() const;

    /// The detector's complete state. A detector with the same options that recalls it continues identically.
    /// CorruptData, and nothing changed, when the JSON is not such a state.
    [[nodiscard]] nlohmann::json memory() const;
    [[nodiscard]] Status recall(const nlohmann::json& memory);

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace driftwood::drift
