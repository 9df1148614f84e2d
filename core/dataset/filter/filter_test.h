#pragma once

#include "dataset/filter/filter.h"
#include "dataset/filter/filter_elements.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace driftwood::dataset {

/// Collects values that could not be compared; does nothing when constructed with null.
class UncomparedNotes {
  public:
    explicit UncomparedNotes(std::vector<UncomparedValues>* notes)
        : m_notes(notes) {}
    void note(const std::string& path, bool asTimes, std::string_view value);

  private:
    std::vector<UncomparedValues>* m_notes;
};

/// One test of a filter, bound to a schema.
class BoundTest {
  public:
    /// NotFound for a field that the schema lacks,
    /// InvalidArgument for a literal that cannot be compared with the field.
    [[nodiscard]] static Result<BoundTest> bind(const Filter::Test& test, const records::Schema& schema,
                                                Filter::Rules rules);

    /// Whether a number is early 1970 if it is in milliseconds, but near today if it is in seconds.
    [[nodiscard]] static bool looksLikeSeconds(const std::string& number);
    /// Keeps only the rows that pass.
    void keep(std::vector<std::uint32_t>& rows, const records::RecordBatch& batch,
              UncomparedNotes& notes) const;

  private:
    struct Literal {
        Filter::Literal::Kind kind = Filter::Literal::Kind::Text;
        std::string text;
        std::optional<long double> number; ///< for a time: milliseconds since 1970
    };
    enum class Outcome : unsigned char { Fails, Passes, Uncompared };
    using Operator = Filter::Operator;

    [[nodiscard]] Status bindLiteral(const Filter::Literal& literal);
    [[nodiscard]] Status bindTextLiteral(Literal& bound) const;
    [[nodiscard]] Status bindNumberLiteral(Literal& bound) const;
    [[nodiscard]] tl::unexpected<Error> refuse(const std::string& what, std::string hint = {}) const;
    [[nodiscard]] tl::unexpected<Error> cannotCompare(const Literal& literal, std::string hint = {}) const;
    /// Milliseconds since 1970 of a number of the field, by its unit if that is known.
    [[nodiscard]] std::optional<long double> timeMs(long double value) const;
    [[nodiscard]] bool isMissingTime(std::int64_t timestampMs) const {
        return timestampMs < 0 && m_rules == Filter::Rules::ByValue;
    }

    /// Combines the outcomes of all literals for one value: passes if any does.
    template <class OutcomeWith>
    [[nodiscard]] Outcome withAny(OutcomeWith&& outcomeWith) const;
    [[nodiscard]] Outcome ofNumber(long double value, Operator op) const;
    [[nodiscard]] Outcome ofText(std::string_view value, Operator op) const;
    [[nodiscard]] Outcome ofElement(const ElementValue& value, Operator op) const;
    [[nodiscard]] Outcome ofElements(const std::vector<ElementValue>& values, Operator op) const;
    [[nodiscard]] Outcome ofTextOrElements(std::string_view value) const;
    [[nodiscard]] bool passesText(std::string_view value, UncomparedNotes& notes) const;
    template <class T>
    void keepNumbers(std::vector<std::uint32_t>& rows, std::span<const T> values,
                     std::span<const std::uint8_t> validity, UncomparedNotes& notes) const;
    /// Notes a value that could not be compared, and says whether it passes all the same.
    [[nodiscard]] bool passesUncompared(std::string_view value, UncomparedNotes& notes) const;
    void keepTexts(std::vector<std::uint32_t>& rows, const records::Column& column,
                   UncomparedNotes& notes) const;

    Filter::Test m_test;
    Filter::Rules m_rules = Filter::Rules::ByValue;
    records::FieldType m_type = records::FieldType::Text;
    std::optional<TimeUnit> m_unit; ///< of numbers that are times
    bool m_isOfDay = false;         ///< counted from midnight
    std::vector<Literal> m_literals;
};

} // namespace driftwood::dataset
