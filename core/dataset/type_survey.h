#pragma once

#include "records/record_batch.h"

#include <cstdint>
#include <string>
#include <vector>

namespace driftwood::dataset {

/// A field whose values need another type than the one the sample suggested.
struct WidenedField {
    records::Field before;
    records::FieldType type = records::FieldType::Text;
    std::int64_t notFitting = 0; ///< number of values that `before` cannot hold
    RowPosition first;           ///< position of the first of them, by source, partition and offset
    [[nodiscard]] std::string text() const;
};

/// Checks decoded rows for values that do not fit their field's type, for fields whose type is a guess.
///
/// The result depends on the set of values, not on their order: integers become floating point when some
/// values have fractions, and any type becomes text when text holds more of the values. A few values that no
/// numeric type holds (isMoreThanAFew) do not turn the field into text; they stay not fitting. Numbers beyond
/// all doubles never do, however many there are: as text they would cost the others their meaning.
class TypeSurvey {
  public:
    /// `guessed`: paths of the fields to watch.
    TypeSurvey(const records::Schema& schema, const std::vector<std::string>& guessed);

    /// Adds rows [begin, end), before any filter. Add every row once.
    void add(const records::RecordBatch& rows, std::size_t begin, std::size_t end);
    [[nodiscard]] std::vector<WidenedField> widened() const;

  private:
    struct Counts {
        std::size_t column = 0;
        records::Field field;
        std::int64_t valid = 0;
        std::int64_t wide = 0; ///< integers that a double does not hold exactly
        std::int64_t doubles =
            0; ///< numbers for which an integer is too narrow, also those beyond all doubles
        std::int64_t others = 0; ///< values that no numeric type holds
        RowPosition first;
        [[nodiscard]] std::int64_t notFitting() const { return doubles + others; }
    };
    [[nodiscard]] static records::FieldType typeFor(const Counts& counts);

    std::vector<Counts> m_fields;
};

} // namespace driftwood::dataset
