#include "base/time_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace driftwood {
namespace {

constexpr std::array<std::string_view, 5> kUnits{"s", "ms", "us", "ns", "days"};
constexpr std::array<double, 5> kMilliseconds{1e3, 1.0, 1e-3, 1e-6, 86.4e6};
constexpr std::array<std::int64_t, 5> kNanoseconds{1'000'000'000, 1'000'000, 1'000, 1, 86'400'000'000'000};
constexpr std::size_t kGuessedUnits = 4; ///< those that a number's size tells apart, from the largest
constexpr double kSmallest = 1e8;        ///< seconds: 1973
constexpr double kStep = 1e3;            ///< factor from one unit to the next
constexpr double kMostSeconds = 1e11;

constexpr std::int64_t kMsPerMinute = 60'000;
constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr std::int64_t kMostYear = 200'000'000; ///< its milliseconds fit into 64 bits

/// Consumes what it recognises from the front of a text.
class Reader {
  public:
    explicit Reader(std::string_view text)
        : m_text(text) {}

    [[nodiscard]] bool empty() const { return m_text.empty(); }
    bool take(char c) { return takeAny(std::string_view(&c, 1)).has_value(); }
    std::optional<char> takeAny(std::string_view of) {
        if (m_text.empty() || of.find(m_text.front()) == std::string_view::npos)
            return std::nullopt;
        const char c = m_text.front();
        m_text.remove_prefix(1);
        return c;
    }
    std::string_view digits() {
        std::size_t n = 0;
        while (n < m_text.size() && m_text[n] >= '0' && m_text[n] <= '9')
            ++n;
        const std::string_view found = m_text.substr(0, n);
        m_text.remove_prefix(n);
        return found;
    }
    /// Two digits whose value is at most `most`.
    std::optional<std::int64_t> two(std::int64_t most) {
        if (m_text.size() < 2)
            return std::nullopt;
        std::int64_t value = 0;
        for (const char c : m_text.substr(0, 2)) {
            if (c < '0' || c > '9')
                return std::nullopt;
            value = value * 10 + (c - '0');
        }
        m_text.remove_prefix(2);
        return value <= most ? std::optional(value) : std::nullopt;
    }

  private:
    std::string_view m_text;
};

bool isLeap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int64_t daysIn(std::int64_t year, std::int64_t month) {
    constexpr std::array<std::int64_t, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && isLeap(year) ? 1 : 0);
}

/// Days from 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::int64_t daysSince1970(std::int64_t year, std::int64_t month, std::int64_t day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t ofEra = year - era * 400;
    const std::int64_t ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146'097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719'468;
}

std::optional<std::int64_t> readDate(Reader& in) {
    const auto sign = in.takeAny("+-");
    const std::string_view digits = in.digits();
    std::int64_t year = 0;
    if (digits.size() < 4 || digits.size() > 9 ||
        std::from_chars(digits.data(), digits.data() + digits.size(), year).ec != std::errc() ||
        year > kMostYear || !in.take('-'))
        return std::nullopt;
    if (sign == '-')
        year = -year;
    const auto month = in.two(12);
    if (!month || *month < 1 || !in.take('-'))
        return std::nullopt;
    const auto day = in.two(daysIn(year, *month));
    if (!day || *day < 1)
        return std::nullopt;
    return daysSince1970(year, *month, *day) * kMsPerDay;
}

/// "14:30:05.25" as milliseconds.
std::optional<double> readClock(Reader& in) {
    const auto hour = in.two(24);
    if (!hour || !in.take(':'))
        return std::nullopt;
    const auto minute = in.two(59);
    if (!minute)
        return std::nullopt;
    auto ms = static_cast<double>((*hour * 60 + *minute) * kMsPerMinute);
    if (in.take(':')) {
        const auto second = in.two(60); // 60 for a leap second
        if (!second)
            return std::nullopt;
        ms += static_cast<double>(*second) * 1e3;
        if (in.takeAny(".,")) {
            const std::string_view fraction = in.digits();
            if (fraction.empty())
                return std::nullopt;
            double unit = 100.0;
            for (const char c : fraction) {
                ms += unit * (c - '0');
                unit /= 10.0;
            }
        }
    }
    return ms <= static_cast<double>(kMsPerDay) ? std::optional(ms) : std::nullopt;
}

/// Minutes east of UTC; the caller has already consumed the sign.
std::optional<std::int64_t> readZone(Reader& in) {
    const auto hours = in.two(23);
    if (!hours)
        return std::nullopt;
    if (in.empty())
        return *hours * 60;
    in.take(':');
    const auto minutes = in.two(59);
    return minutes ? std::optional(*hours * 60 + *minutes) : std::nullopt;
}

} // namespace

std::string_view timeUnitName(TimeUnit unit) { return kUnits[static_cast<std::size_t>(unit)]; }

std::optional<TimeUnit> timeUnitFromName(std::string_view name) {
    for (std::size_t i = 0; i < kUnits.size(); ++i)
        if (kUnits[i] == name)
            return static_cast<TimeUnit>(i);
    return std::nullopt;
}

double millisecondsPer(TimeUnit unit) { return kMilliseconds[static_cast<std::size_t>(unit)]; }

std::int64_t nanosecondsPer(TimeUnit unit) { return kNanoseconds[static_cast<std::size_t>(unit)]; }

long double millisecondsOf(long double number, TimeUnit unit) {
    constexpr std::int64_t kMillisecond = 1'000'000;
    const std::int64_t nanoseconds = nanosecondsPer(unit);
    return nanoseconds >= kMillisecond ? number * static_cast<long double>(nanoseconds / kMillisecond)
                                       : number / static_cast<long double>(kMillisecond / nanoseconds);
}

std::optional<TimeUnit> timeUnitOf(double number) {
    const double size = std::abs(number);
    if (!(size >= kSmallest))
        return std::nullopt;
    double most = kMostSeconds;
    for (std::size_t i = 0; i < kGuessedUnits; ++i, most *= kStep)
        if (size < most)
            return static_cast<TimeUnit>(i);
    return std::nullopt;
}

std::optional<TimestampMs> timeFromNumber(std::int64_t number) {
    if (number == 0)
        return TimestampMs(0);
    const auto unit = timeUnitOf(static_cast<double>(number));
    if (!unit)
        return std::nullopt;
    switch (*unit) {
    case TimeUnit::Seconds:
        return TimestampMs(number * 1'000);
    case TimeUnit::Milliseconds:
        return TimestampMs(number);
    case TimeUnit::Microseconds:
        return TimestampMs(number / 1'000);
    case TimeUnit::Nanoseconds:
        return TimestampMs(number / 1'000'000);
    case TimeUnit::Days: // no size tells them apart
        break;
    }
    return std::nullopt;
}

std::optional<IsoTime> parseIso8601(std::string_view text) {
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    Reader in(text);
    const auto date = readDate(in);
    if (!date)
        return std::nullopt;
    IsoTime time{static_cast<double>(*date), false};
    if (in.empty())
        return time;
    if (!in.takeAny("Tt "))
        return std::nullopt;
    const auto clock = readClock(in);
    if (!clock)
        return std::nullopt;
    time.ms += *clock;
    if (in.empty())
        return time;
    time.hasZone = true;
    if (!in.takeAny("Zz")) {
        const auto sign = in.takeAny("+-");
        const auto minutes = sign ? readZone(in) : std::nullopt;
        if (!minutes)
            return std::nullopt;
        time.ms -= static_cast<double>((*sign == '-' ? -*minutes : *minutes) * kMsPerMinute);
    }
    return in.empty() ? std::optional(time) : std::nullopt;
}

} // namespace driftwood
