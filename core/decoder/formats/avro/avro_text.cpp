#include "decoder/formats/avro/avro_text.h"

#include "decoder/value_text.h"

#include <chrono>
#include <cmath>

namespace driftwood::decoder {
namespace {

std::int64_t floorDivide(std::int64_t value, std::int64_t by) {
    return value / by - (value % by < 0 ? 1 : 0);
}

/// Appends "2026-05-01".
bool appendDate(std::string& out, std::int64_t days) {
    using namespace std::chrono;
    constexpr std::int64_t kFarthest = 11'000'000; // days; std::chrono::year ends at ±32767
    if (days < -kFarthest || days > kFarthest)
        return false;
    const year_month_day date{sys_days{std::chrono::days{days}}};
    const int year = static_cast<int>(date.year());
    if (year < 0 || year > 9999) // ISO 8601 wants a sign then
        out += year < 0 ? '-' : '+';
    appendPadded(out, std::abs(year), 4);
    out += '-';
    appendPadded(out, static_cast<unsigned>(date.month()), 2);
    out += '-';
    appendPadded(out, static_cast<unsigned>(date.day()), 2);
    return true;
}

/// Appends "14:30:00.123", with as many digits as the unit has.
void appendTime(std::string& out, std::int64_t ofDay, std::int64_t perSecond) {
    const std::int64_t seconds = ofDay / perSecond;
    appendPadded(out, seconds / 3600, 2);
    out += ':';
    appendPadded(out, seconds / 60 % 60, 2);
    out += ':';
    appendPadded(out, seconds % 60, 2);
    out += '.';
    appendPadded(out, ofDay % perSecond, perSecond == 1000 ? 3 : perSecond == 1'000'000 ? 6 : 9);
}

std::uint32_t littleEndian(std::string_view bytes) {
    std::uint32_t out = 0;
    for (std::size_t i = 4; i-- > 0;)
        out = (out << 8U) | static_cast<unsigned char>(bytes[i]);
    return out;
}

} // namespace

std::optional<std::string> decimalText(std::string_view bytes, std::int32_t scale) {
    if (bytes.size() > kMostDecimalBytes)
        return std::nullopt;
    std::string digits = wholeNumberText(bytes);
    const bool isNegative = digits.starts_with('-');
    if (isNegative)
        digits.erase(0, 1);
    const auto places = static_cast<std::size_t>(scale);
    if (places > 0) {
        if (digits.size() <= places)
            digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
    }
    return isNegative ? "-" + digits : digits;
}

std::string timeText(AvroLogical logical, std::int64_t value) {
    std::string out;
    std::int64_t perSecond = 1000;
    switch (logical) {
    case AvroLogical::Date:
        return appendDate(out, value) ? out : std::to_string(value);
    case AvroLogical::TimeMicros:
    case AvroLogical::TimestampMicros:
    case AvroLogical::LocalTimestampMicros:
        perSecond = 1'000'000;
        break;
    case AvroLogical::TimestampNanos:
    case AvroLogical::LocalTimestampNanos:
        perSecond = 1'000'000'000;
        break;
    default:
        break;
    }
    const std::int64_t perDay = 86400 * perSecond;
    if (logical == AvroLogical::TimeMillis || logical == AvroLogical::TimeMicros) {
        if (value < 0 || value >= perDay)
            return std::to_string(value);
        appendTime(out, value, perSecond);
        return out;
    }
    const std::int64_t day = floorDivide(value, perDay);
    if (!appendDate(out, day))
        return std::to_string(value);
    out += 'T';
    appendTime(out, value - day * perDay, perSecond);
    if (logical == AvroLogical::TimestampMillis || logical == AvroLogical::TimestampMicros ||
        logical == AvroLogical::TimestampNanos)
        out += 'Z';
    return out;
}

std::string durationText(std::string_view bytes) {
    const std::uint32_t months = littleEndian(bytes);
    const std::uint32_t days = littleEndian(bytes.substr(4));
    const std::uint32_t millis = littleEndian(bytes.substr(8));
    std::string out = "P";
    if (months > 0)
        out += std::to_string(months) + "M";
    if (days > 0)
        out += std::to_string(days) + "D";
    if (millis > 0 || out.size() == 1) {
        out += "T" + std::to_string(millis / 1000);
        if (millis % 1000 > 0) {
            out += ".";
            appendPadded(out, millis % 1000, 3);
        }
        out += "S";
    }
    return out;
}

std::optional<std::string> bytesText(const AvroType& type, std::string_view bytes) {
    switch (type.logical) {
    case AvroLogical::Decimal:
        return decimalText(bytes, type.scale);
    case AvroLogical::Uuid:
        return uuidText(bytes);
    case AvroLogical::Duration:
        return durationText(bytes);
    default:
        return base64Text(bytes);
    }
}

} // namespace driftwood::decoder
