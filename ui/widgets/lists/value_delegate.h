#pragma once

#include <QStyledItemDelegate>

namespace driftwood::ui {

/// Cells of tables: values in mono with 10 px of padding; an invalid QVariant is "–". ErrorTextRole shows a
/// cross and the reason, LinkRole accent, QuietRole ink-3, InkRole its colour, LoadingRole a bar. The model's
/// FontRole, ForegroundRole and TextAlignmentRole have priority.
class ValueDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    explicit ValueDelegate(QObject* parent = nullptr)
        : QStyledItemDelegate(parent) {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    /// The part of a value that a cell can show.
    [[nodiscard]] QString displayText(const QVariant& value, const QLocale& locale) const override;

  protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace driftwood::ui
