#pragma once

#include "records/record_batch.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>

namespace driftwood::features {

/// Whether a double equals the integer exactly.
[[nodiscard]] inline bool isExactNumber(std::int64_t value) {
    constexpr double kTooLarge = 9223372036854775808.0; // 2^63: no std::int64_t
    const auto number = static_cast<double>(value);
    return number < kTooLarge && static_cast<std::int64_t>(number) == value;
}

/// Reads the values of a path from batches of one schema: looks the path up once, then reads without any
/// look-up. Pseudo paths (@timestamp, @partition, @offset, @key) are read like fields. Values count as
/// missing if they are invalid (including not fitting), a Float64 that is not finite, or a @timestamp of -1
/// (Kafka's value for "none").
class FieldReader {
  public:
    /// Returns nothing when the schema has no such path.
    [[nodiscard]] static std::optional<FieldReader> bind(const records::Schema& schema,
                                                         std::string_view path);

    [[nodiscard]] records::FieldType type() const { return m_type; }
    /// The unit of numbers that are times; nothing where no schema and no person states one.
    [[nodiscard]] std::optional<TimeUnit> timeUnit() const { return m_unit; }
    [[nodiscard]] bool isTimeOfDay() const { return m_isOfDay; }

    /// Calls visit(double) for rows [begin, end) in order; NaN where missing or text.
    template <class Visit>
    void forEachNumber(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                       Visit&& visit) const;
    /// The same minus `origin`; integers are subtracted exactly, so differences beyond 2^53 are kept.
    template <class Visit>
    void forEachNumberFrom(std::int64_t origin, const records::RecordBatch& batch, std::size_t begin,
                           std::size_t end, Visit&& visit) const;
    /// The same minus a number that may be beyond 2^53 too, for distances from a mean or a prediction.
    template <class Visit>
    void forEachDifference(double from, const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                           Visit&& visit) const;
    /// The first valid integer among rows [begin, end); 0 where the field is not an integer.
    [[nodiscard]] std::optional<std::int64_t> firstInteger(const records::RecordBatch& batch,
                                                           std::size_t begin, std::size_t end) const;
    /// Number of integers among rows [begin, end) that conversion to double would round.
    [[nodiscard]] std::int64_t countRounded(const records::RecordBatch& batch, std::size_t begin,
                                            std::size_t end) const;
    /// Calls visit(std::string_view) for rows [begin, end) in order with the value as Column::asText gives
    /// it, or a view with a null data() where missing. The view is valid only during the call.
    template <class Visit>
    void forEachCategory(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                         Visit&& visit) const;

    /// Number of rows whose value does not fit the field's type; the functions above treat it as missing.
    [[nodiscard]] std::int64_t countNotFitting(const records::RecordBatch& batch, std::size_t begin,
                                               std::size_t end) const {
        return m_source == Source::Column ? columnOf(batch).countNotFitting(begin, end) : 0;
    }

    /// The number in one row, minus `from`.
    [[nodiscard]] double number(const records::RecordBatch& batch, std::size_t row, double from = 0.0) const {
        double value = kMissing;
        forEachDifference(from, batch, row, row + 1, [&](double found) { value = found; });
        return value;
    }

  private:
    enum class Source : unsigned char { Column, Key, Timestamp, Partition, Offset };
    static constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

    FieldReader(Source source, std::size_t column, const records::Field& field)
        : m_source(source)
        , m_column(column)
        , m_type(field.type)
        , m_unit(field.unit)
        , m_isOfDay(field.isOfDay) {}

    [[nodiscard]] const records::Column& columnOf(const records::RecordBatch& batch) const {
        return m_source == Source::Key ? batch.keys() : batch.column(m_column);
    }
    /// Calls visit(row, Int64 or double, valid) on the buffer that holds the numbers.
    template <class Visit>
    void withNumbers(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                     Visit&& visit) const;

    Source m_source;
    std::size_t m_column;
    records::FieldType m_type;
    std::optional<TimeUnit> m_unit;
    bool m_isOfDay;
};

/// Rows [begin, end) of one field.
struct FieldRows {
    const FieldReader& reader;
    const records::RecordBatch& batch;
    std::size_t begin;
    std::size_t end;
};

template <class Visit>
void FieldReader::withNumbers(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                              Visit&& visit) const {
    switch (m_source) {
    case Source::Timestamp:
        for (std::size_t row = begin; row < end; ++row)
            visit(row, batch.timestampsMs()[row], batch.timestampsMs()[row] != -1);
        return;
    case Source::Partition:
        for (std::size_t row = begin; row < end; ++row)
            visit(row, std::int64_t{batch.partitions()[row]}, true);
        return;
    case Source::Offset:
        for (std::size_t row = begin; row < end; ++row)
            visit(row, batch.offsets()[row], true);
        return;
    case Source::Key:
    case Source::Column:
        break;
    }
    const records::Column& column = columnOf(batch);
    const auto valid = column.validity();
    if (m_type == records::FieldType::Float64) {
        const auto values = column.floats();
        for (std::size_t row = begin; row < end; ++row)
            visit(row, values[row], valid[row] != 0 && std::isfinite(values[row]));
    } else {
        const auto values = column.ints();
        for (std::size_t row = begin; row < end; ++row)
            visit(row, values[row], valid[row] != 0);
    }
}

template <class Visit>
void FieldReader::forEachNumber(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                                Visit&& visit) const {
    forEachNumberFrom(0, batch, begin, end, visit);
}

template <class Visit>
void FieldReader::forEachNumberFrom(std::int64_t origin, const records::RecordBatch& batch, std::size_t begin,
                                    std::size_t end, Visit&& visit) const {
    if (m_type == records::FieldType::Text) {
        for (std::size_t row = begin; row < end; ++row)
            visit(kMissing);
        return;
    }
    withNumbers(batch, begin, end, [&](std::size_t, auto value, bool there) {
        std::int64_t difference = 0;
        if constexpr (std::is_integral_v<decltype(value)>)
            if (origin != 0 && !__builtin_sub_overflow(value, origin, &difference))
                return visit(there ? static_cast<double>(difference) : kMissing);
        visit(there ? static_cast<double>(value) - static_cast<double>(origin) : kMissing);
    });
}

template <class Visit>
void FieldReader::forEachDifference(double from, const records::RecordBatch& batch, std::size_t begin,
                                    std::size_t end, Visit&& visit) const {
    constexpr double kFirstLarge = 9007199254740992.0;  // 2^53: from here on every double is an integer
    constexpr double kTooLarge = 9223372036854775808.0; // 2^63: no std::int64_t
    if (std::abs(from) >= kFirstLarge && std::abs(from) < kTooLarge)
        return forEachNumberFrom(static_cast<std::int64_t>(from), batch, begin, end, visit);
    forEachNumber(batch, begin, end, [&](double value) { visit(value - from); });
}

template <class Visit>
void FieldReader::forEachCategory(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                                  Visit&& visit) const {
    if (m_type == records::FieldType::Text) {
        const records::Column& column = columnOf(batch);
        for (std::size_t row = begin; row < end; ++row)
            visit(column.valid(row) ? column.text(row) : std::string_view());
        return;
    }
    std::array<char, 32> digits{};
    withNumbers(batch, begin, end, [&](std::size_t, auto value, bool there) {
        if (!there)
            return visit(std::string_view());
        const char* const stop = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        visit(std::string_view(digits.data(), static_cast<std::size_t>(stop - digits.data())));
    });
}

} // namespace driftwood::features
