#include "dataset/moments.h"

#include <algorithm>
#include <cmath>

namespace driftwood::dataset {
namespace {

// Wide enough for the difference of any two int64 and the square of any double.
using Wide = long double;
static_assert(std::numeric_limits<Wide>::digits >= 64 && std::numeric_limits<Wide>::max_exponent > 4096);

template <class T>
Moments moments(std::span<const T> values) {
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

Moments momentsOf(std::span<const double> values) { return moments(values); }
Moments momentsOf(std::span<const std::int64_t> values) { return moments(values); }

} // namespace driftwood::dataset
