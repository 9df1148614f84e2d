#pragma once

#include "dataset/filter.h"
#include "dataset/filter_elements.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace driftwood::dataset {

/// Notes values that could not be compared, where somebody wants to know; null: nobody does.
class UncomparedNotes {
  public:
    explicit UncomparedNotes(std::vector<UncomparedValues>* notes)
        : m_notes(notes) {}
    void note(const std::string& path, bool asTimes, std::string_view value);

  private:
    std::vector<UncomparedValues>* m_notes;
};

/// One test of a filter, ready for the rows of a schema.
class BoundTest {
  public:
    /// NotFound for a field that the schema lacks, InvalidArgument for what cannot be compared with its
    /// field.
    [[nodiscard]] static Result<BoundTest> bind(const Filter::Test& test, const records::Schema& schema,
                                                Filter::Rules rules);

    /// A number that would be a time early in 1970 as milliseconds, and one of our days as seconds.
    [[nodiscard]] static bool looksLikeSeconds(const std::string& number);
    /// Keeps those of the rows that pass.
    void keep(std::vector<std::uint32_t>& rows, const records::RecordBatch& batch,
              UncomparedNotes& notes) const;

  private:
    struct Literal {
        Filter::Literal::Kind kind = Filter::Literal::Kind::Text;
        std::string text;
        std::optional<long double> number; ///< milliseconds since 1970 of a time
    };
    enum class Outcome : unsigned char { Fails, Passes, Uncompared };
    using Operator = Filter::Operator;

    [[nodiscard]] Status bindLiteral(const Filter::Literal& literal);
    [[nodiscard]] Status bindTextLiteral(Literal& bound) const;
    [[nodiscard]] Status bindNumberLiteral(Literal& bound) const;
    [[nodiscard]] tl::unexpected<Error> refuse(const std::string& what, std::string hint = {}) const;
    [[nodiscard]] tl::unexpected<Error> cannotCompare(const Literal& literal, std::string hint = {}) const;
    [[nodiscard]] bool isMissingTime(std::int64_t timestampMs) const {
        return timestampMs < 0 && m_rules == Filter::Rules::ByValue;
    }

    /// What any of the literals makes of a value: passes where one does.
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
                     std::span<const std::uint8_t> validity) const;
    void keepTexts(std::vector<std::uint32_t>& rows, const records::Column& column,
                   UncomparedNotes& notes) const;

    Filter::Test m_test;
    Filter::Rules m_rules = Filter::Rules::ByValue;
    records::FieldType m_type = records::FieldType::Text;
    std::vector<Literal> m_literals;
};

} // namespace driftwood::dataset
