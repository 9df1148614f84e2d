#pragma once

#include "features/field_reader.h"
#include "features/overtime/key_windows.h"
#include "features/overtime/over_time.h"

#include <memory>
#include <vector>

namespace driftwood::features {

/// Adds columns over time to rows that come in batches; what a row gets does not depend on where these are
/// cut. Of each partition the rows come in the order of their offsets; only within one batch any order will
/// do. Keeps as many records as the columns reach back. Not thread-safe.
class OverTimeColumns {
  public:
    /// Where what is known of a partition begins anew: records before it that were not given are not those
    /// that went before.
    using Beginnings = std::vector<RowPosition>;
    [[nodiscard]] static Result<OverTimeColumns>
    create(std::vector<OverTime> columns, const records::Schema& schema, Beginnings beginnings = {});

    /// The schema of rows that have the columns.
    [[nodiscard]] const std::shared_ptr<const records::Schema>& schema() const { return m_schema; }
    /// The same rows with the columns added. Mismatch when the rows lack a field, or come in another order.
    [[nodiscard]] Result<records::RecordBatch> add(records::RecordBatch rows);
    /// Only remembers the rows, which go before those that are added.
    [[nodiscard]] Status remember(const records::RecordBatch& rows);
    /// Begins again, with no rows remembered.
    void forgetAll();

    /// How far back any column reaches, in offsets.
    [[nodiscard]] std::int64_t within() const;
    /// Keys whose records were forgotten because more came than are kept: what they get is not that of a
    /// replay.
    [[nodiscard]] std::int64_t droppedKeys() const;
    /// How many of a column's values are missing so far, and why; to be shown to the user.
    struct Remark {
        std::string column;
        std::string text;
    };
    [[nodiscard]] std::vector<Remark> remarks() const;

  private:
    /// Rows of a column that have no value, by reason.
    struct Lacks {
        std::int64_t notFull = 0, withoutKey = 0, withoutTime = 0, earlier = 0;
    };
    /// A column that looks back, as its group computes it.
    struct Part {
        std::size_t column;    ///< of m_columns
        std::size_t value = 0; ///< of the group's fields
    };
    /// The columns of one key, time and reach.
    struct Group {
        std::string key, time;
        std::int64_t within = 0;
        bool usesTime = false;
        std::vector<std::string> fields;
        std::vector<Part> parts; ///< those of the same window are neighbours
        KeyWindows windows;
        std::int64_t earlier = 0; ///< records that are earlier than the one of their key before them
    };
    struct Rows;

    OverTimeColumns() = default;
    void group();
    [[nodiscard]] Status process(const records::RecordBatch& rows, std::vector<std::vector<double>>* out);
    [[nodiscard]] Status fillFromRows(const records::RecordBatch& rows,
                                      std::vector<std::vector<double>>& out) const;
    [[nodiscard]] Status follow(const records::RecordBatch& rows, std::size_t row);
    void addTo(Group& group, const Rows& rows, std::size_t row, std::vector<std::vector<double>>* out);
    void fill(Group& group, const KeyHistory& history, std::size_t row,
              std::vector<std::vector<double>>& out);
    [[nodiscard]] bool gather(const Group& group, const KeyHistory& history, const OverTime& column,
                              std::size_t value);

    std::vector<OverTime> m_columns;
    Beginnings m_beginnings;
    std::shared_ptr<const records::Schema> m_schema;
    std::vector<Group> m_groups;
    std::vector<Lacks> m_lacks; ///< a column each
    std::int64_t m_rows = 0;
    std::vector<RowPosition> m_last;      ///< of each partition
    std::size_t m_at = 0;                 ///< of m_last, where the last row was
    std::vector<double> m_values, m_ages; ///< of the window that is looked at
    std::vector<double> m_record;
};

} // namespace driftwood::features
