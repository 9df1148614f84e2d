#pragma once

#include "ui/itemmodels/topics/record_rows.h"
#include "ui/widgets/lists/windowed_table_model.h"

#include <QSet>
#include <QTimeZone>

namespace driftwood::ui {

/// Records as rows: time, position, key, and one column per decoded field (or the value as text if nothing is
/// decoded). Cells are made when they are shown.
class RecordItemModel : public WindowedTableModel {
    Q_OBJECT

  public:
    enum Column { Time, Partition, Offset, Key, FirstField };
    /// bool: FirstField's text stands for all value columns, because the record is a tombstone or cannot be
    /// decoded.
    static constexpr int kWholeValueRole = Qt::UserRole + 0x200;

    using WindowedTableModel::WindowedTableModel;

    /// Starts anew with no rows and the spec's columns. The spec may be null: one column "Value" (in
    /// hexadecimal if `raw`).
    void begin(const browsing::RecordReading::Spec& spec, bool newestFirst, bool raw);
    void add(const std::vector<browsing::RecordRef>& records);
    /// Keeps at most this many rows, the newest ones; 0: all.
    void setRing(qint64 rows) { m_ring = rows; }
    [[nodiscard]] qint64 ring() const { return m_ring; }

    [[nodiscard]] const RecordRows& rows() const { return m_rows; }
    [[nodiscard]] const browsing::RecordReading::Spec& spec() const { return m_spec; }
    void setTimeZone(const QTimeZone& zone);
    /// Fields that are shown in bold, because a filter uses them.
    void setEmphasised(const QSet<QString>& paths);
    /// Greys the rows, because they may be out of date.
    void setStale(bool stale);

    /// Number of fields with a column of their own. If a record has more, one more column says how many,
    /// because a table with thousands of columns would take seconds to lay out.
    static constexpr int kMostFieldColumns = 500;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant cell(qint64 row, int column, int role) const override;

  Q_SIGNALS:
    /// Rows changed their order: anything remembered by row must be looked up by its position again.
    void rearranged();

  private:
    [[nodiscard]] QString text(const browsing::RecordRef& ref, int column) const;
    [[nodiscard]] QVariant display(const browsing::RecordRef& ref, int column) const;
    /// The field of a column; null for other columns.
    [[nodiscard]] const records::Field* fieldAt(int column) const;
    /// Why the cell is empty although the record has a value there; empty otherwise.
    [[nodiscard]] QString whyNotFitting(const browsing::RecordRef& ref, int column) const;
    [[nodiscard]] bool isMissing(const browsing::RecordRef& ref, int column) const;
    [[nodiscard]] bool isRight(int column) const;
    [[nodiscard]] bool isWhole(const browsing::RecordRef& ref) const;

    RecordRows m_rows;
    browsing::RecordReading::Spec m_spec;
    bool m_raw = false;
    qint64 m_ring = 0;
    QTimeZone m_zone = QTimeZone::utc();
    QSet<int> m_emphasised;
    bool m_stale = false;
};

} // namespace driftwood::ui
