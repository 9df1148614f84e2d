#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>

namespace driftwood::drift {

/// Adaptive windowing change detector (Bifet and Gavaldà 2007), with River's defaults and buckets: its
/// detections are those of river.drift.ADWIN element by element. Like there, a detector that has cut begins
/// anew with the next element.
class Adwin {
  public:
    struct Options {
        double delta = 0.002;
        int clock = 32; ///< checks for a cut every so many elements
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

    /// True when the window was cut: the mean before and after differ.
    bool update(double value);
    /// The last element cut the window; the next one begins anew.
    [[nodiscard]] bool hasCut() const;
    [[nodiscard]] double mean() const;
    [[nodiscard]] std::int64_t width() const;

    /// All that it has learned; recalled by a detector of the same options, both go on alike. Throws a
    /// std::exception for what is no such memory.
    [[nodiscard]] nlohmann::json memory() const;
    void recall(const nlohmann::json& memory);

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace driftwood::drift
