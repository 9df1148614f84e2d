#include "base/statistics/moments.h"

#include <algorithm>
#include <cmath>

namespace driftwood {
namespace {

// Wide enough for the difference of any two int64 and the square of any double.
using Wide = long double;
static_assert(std::numeric_limits<Wide>::digits >= 64 && std::numeric_limits<Wide>::max_exponent > 4096);

template <class T>
MeanAndDeviation exactly(std::span<const T> values) {
    if (values.empty())
        return {};
    const auto count = static_cast<Wide>(values.size());
    const Wide shift = static_cast<Wide>(values.front());
    Wide sum = 0;
    for (const T value : values)
        sum += static_cast<Wide>(value) - shift;
    const Wide fromShift = sum / count;
    Wide squares = 0;
    Wide left = 0; // not 0 only because fromShift is rounded
    for (const T value : values) {
        const Wide deviation = (static_cast<Wide>(value) - shift) - fromShift;
        squares += deviation * deviation;
        left += deviation;
    }
    const Wide variance = std::max<Wide>(0, (squares - left * left / count) / count);
    const auto [least, largest] = std::ranges::minmax(values);
    return {std::clamp(static_cast<double>(shift + fromShift), static_cast<double>(least),
                       static_cast<double>(largest)),
            static_cast<double>(std::sqrt(variance))};
}

} // namespace

void Moments::add(double value) {
    if (!std::isfinite(value))
        return;
    ++count;
    const double fromOldMean = value - mean;
    mean += fromOldMean / static_cast<double>(count);
    squares += fromOldMean * (value - mean);
}

void Moments::add(const Moments& other) {
    if (other.count == 0)
        return;
    const auto all = static_cast<double>(count + other.count);
    const double distance = other.mean - mean;
    squares += other.squares +
               distance * distance * static_cast<double>(count) * static_cast<double>(other.count) / all;
    mean += distance * static_cast<double>(other.count) / all;
    count += other.count;
}

double Moments::value() const { return count > 0 ? mean : std::numeric_limits<double>::quiet_NaN(); }

double Moments::standardDeviation() const {
    return count > 0 ? std::sqrt(squares / static_cast<double>(count)) : 0.0;
}

MeanAndDeviation exactMoments(std::span<const double> values) { return exactly(values); }
MeanAndDeviation exactMoments(std::span<const std::int64_t> values) { return exactly(values); }

} // namespace driftwood
