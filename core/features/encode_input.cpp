#include "features/encode_input.h"

#include <cmath>
#include <numbers>

namespace driftwood::features {
namespace {

constexpr double kDayMs = 86'400'000.0;
constexpr double kEpochWeekday = 3.0; // 1970-01-01 was a Thursday

/// Fraction of the day, or of the week in whole days, that has passed at this time: in [0, 1).
double phaseOf(Transform transform, double timestampMs) {
    const double days = timestampMs / kDayMs;
    if (transform == Transform::CyclicHour)
        return days - std::floor(days);
    const double weeks = (std::floor(days) + kEpochWeekday) / 7.0;
    return weeks - std::floor(weeks);
}

} // namespace

std::size_t valueOutputs(const FittedInput& input) {
    switch (input.input.transform) {
    case Transform::OneHot:
        return input.categories.size();
    case Transform::CyclicHour:
    case Transform::CyclicWeekday:
        return 2;
    case Transform::Standardize:
    case Transform::MinMax:
    case Transform::Passthrough:
        break;
    }
    return 1;
}

void encodeInput(const FittedInput& input, const CategoryIndex& categories, const FieldReader& reader,
                 const records::RecordBatch& batch, std::size_t begin, std::size_t end, float* out,
                 std::size_t stride) {
    const bool marksMissing = input.input.missingIndicator;
    const std::size_t indicator = valueOutputs(input);
    // Missing numbers are NaN; `write` gets the row's outputs and the value.
    const auto encodeNumbers = [&](auto write) {
        reader.forEachNumber(batch, begin, end, [&](double value) {
            if (!std::isnan(value))
                write(out, value);
            else if (marksMissing)
                out[indicator] = 1.0F;
            out += stride;
        });
    };
    switch (input.input.transform) {
    case Transform::OneHot:
        reader.forEachCategory(batch, begin, end, [&](std::string_view category) {
            if (const auto place = categories.find(category); place != CategoryIndex::kUnknown)
                out[place] = 1.0F;
            else if (marksMissing && category.data() == nullptr)
                out[indicator] = 1.0F;
            out += stride;
        });
        return;
    case Transform::CyclicHour:
    case Transform::CyclicWeekday: {
        const auto onCircle = [transform = input.input.transform](float* outputs, double timestampMs) {
            const double angle = 2.0 * std::numbers::pi * phaseOf(transform, timestampMs);
            outputs[0] = toFloat(std::sin(angle));
            outputs[1] = toFloat(std::cos(angle));
        };
        if (input.type != records::FieldType::Text) {
            encodeNumbers([&, ms = millisecondsPer(input.timeUnit)](float* outputs, double value) {
                onCircle(outputs, value * ms);
            });
            return;
        }
        reader.forEachCategory(batch, begin, end, [&](std::string_view text) {
            if (const auto time = parseIso8601(text))
                onCircle(out, time->ms);
            else if (marksMissing)
                out[indicator] = 1.0F;
            out += stride;
        });
        return;
    }
    case Transform::Standardize:
    case Transform::MinMax:
    case Transform::Passthrough:
        encodeNumbers([shift = input.shift, scale = input.scale](float* outputs, double value) {
            outputs[0] = toFloat((value - shift) * scale);
        });
        return;
    }
}

} // namespace driftwood::features
