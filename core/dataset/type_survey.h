#pragma once

#include "records/record_batch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::dataset {

/// A field whose values asked for another type than the one a sample showed.
struct WidenedField {
    records::Field before;
    records::FieldType type = records::FieldType::Text;
    std::int64_t notFitting = 0; ///< values that `before` does not hold
    Position first;              ///< of them, by partition and offset
    [[nodiscard]] std::string text() const;
};

/// Watches decoded rows for values that the type of their field does not hold, where that type is a guess.
///
/// The types it finds depend on all values together, not on their order: whole numbers become floating point
/// where some have a fraction, and anything becomes text, when it then holds more of the values. A few values
/// that no type of number holds (isMoreThanAFew) do not turn the others into text: they stay not fitting.
class TypeSurvey {
  public:
    /// `guessed`: paths of the fields to watch.
    TypeSurvey(const records::Schema& schema, const std::vector<std::string>& guessed);

    /// Rows [begin, end), before any filter: every row once.
    void add(const records::RecordBatch& rows, std::size_t begin, std::size_t end);
    [[nodiscard]] std::vector<WidenedField> widened() const;

  private:
    struct Counts {
        std::size_t column = 0;
        records::Field field;
        std::int64_t valid = 0;
        std::int64_t wide = 0;    ///< integers that a double does not hold
        std::int64_t doubles = 0; ///< numbers that an integer does not hold, but a double does
        std::int64_t others = 0;  ///< what no type of number holds
        Position first;
        [[nodiscard]] std::int64_t notFitting() const { return doubles + others; }
    };
    [[nodiscard]] static records::FieldType typeFor(const Counts& counts);

    std::vector<Counts> m_fields;
};

} // namespace driftwood::dataset
