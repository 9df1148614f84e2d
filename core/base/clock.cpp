#include "base/clock.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace driftwood {

TimestampMs timeNow() {
    using namespace std::chrono;
    return TimestampMs(duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
}

std::string formatIso8601(TimestampMs time) {
    std::int64_t seconds = time.value / 1000;
    std::int64_t millis = time.value % 1000;
    if (millis < 0) {
        millis += 1000;
        --seconds;
    }
    const auto t = static_cast<std::time_t>(seconds);
    std::tm utc{};
    gmtime_r(&t, &utc);
    constexpr int kLastFourDigitYear = 9999;
    std::array<char, 48> buffer{};
    const auto n = std::strftime(buffer.data(), buffer.size(), "%Y-%m-%dT%H:%M:%S", &utc);
    std::snprintf(buffer.data() + n, buffer.size() - n, ".%03dZ", static_cast<int>(millis));
    std::string text = utc.tm_year + 1900 > kLastFourDigitYear ? "+" : "";
    return text.append(buffer.data());
}

} // namespace driftwood
