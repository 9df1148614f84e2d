#pragma once

#include <QTreeView>

namespace driftwood::ui {

/// A table of two levels: rows of 26 with the values of a ValueDelegate. Keeps the columns' widths as given;
/// one of them takes what is left.
class ValueTree : public QTreeView {
    Q_OBJECT

  public:
    /// `name` is what a screen reader calls it. The model is not owned. `widths` are those of the columns, at
    /// the ordinary text size; 0 for the one that takes the rest.
    ValueTree(QAbstractItemModel* model, const QString& name, QList<int> widths, QWidget* parent = nullptr);

  protected:
    void changeEvent(QEvent* event) override;

  private:
    void setWidths();

    QList<int> m_widths;
};

} // namespace driftwood::ui
