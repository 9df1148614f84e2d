#pragma once

#include "base/result.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

namespace driftwood::benchmark {

using Work = std::function<void()>;

inline constexpr int kRounds = 21;
inline constexpr double kRoundUs = 20'000; ///< long compared with the clock's resolution

/// A benchmark reports an error and exits.
template <class T>
T orGiveUp(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().text().c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

inline double processorUs() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
}

inline double usPerCall(const Work& work, int calls) {
    const double begin = processorUs();
    for (int i = 0; i < calls; ++i)
        work();
    return (processorUs() - begin) / calls;
}

/// Median microseconds of processor time per call, for each work; they take turns within every round, so that
/// a busy machine slows all of them alike.
inline std::vector<double> medianUsInTurns(const std::vector<Work>& works) {
    std::vector<int> calls;
    for (const Work& work : works) {
        work();
        calls.push_back(std::max(1, static_cast<int>(kRoundUs / usPerCall(work, 10))));
    }
    std::vector<std::vector<double>> times(works.size());
    for (int round = 0; round < kRounds; ++round)
        for (std::size_t i = 0; i < works.size(); ++i)
            times[i].push_back(usPerCall(works[i], calls[i]));
    std::vector<double> medians;
    for (auto& rounds : times) {
        std::nth_element(rounds.begin(), rounds.begin() + kRounds / 2, rounds.end());
        medians.push_back(rounds[kRounds / 2]);
    }
    return medians;
}

} // namespace driftwood::benchmark
