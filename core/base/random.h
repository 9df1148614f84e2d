#pragma once

#include <cstdint>
#include <numeric>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace driftwood {

/// Random numbers that depend on the seed only. The standard's distributions differ between libraries; these
/// transformations of the Mersenne Twister's output do not.
class SeededRandom {
  public:
    explicit SeededRandom(std::uint64_t seed)
        : m_engine(seed) {}

    std::uint64_t bits() { return m_engine(); }
    /// Uniform in [0, 1) with 53 random bits.
    double uniform() { return static_cast<double>(m_engine() >> 11U) * 0x1.0p-53; }
    double uniform(double low, double high) { return low + (high - low) * uniform(); }
    /// Standard normal (Box and Muller's trigonometric form).
    /// It returns one value per call, so the engine's state is the whole state.
    double normal();
    /// Uniform in [0, bound); bound > 0. Uses rejection, so it has no bias.
    std::uint64_t below(std::uint64_t bound);

    template <class T>
    void shuffle(std::span<T> values) {
        for (std::size_t i = values.size(); i > 1; --i)
            std::swap(values[i - 1], values[below(i)]);
    }

    /// The engine's whole state as text, for checkpoints; restore() accepts what state() returned.
    [[nodiscard]] std::string state() const;
    [[nodiscard]] bool restore(const std::string& state);

  private:
    std::mt19937_64 m_engine;
};

} // namespace driftwood
