#pragma once

#include <QAction>
#include <QTreeView>

namespace driftwood::ui {

/// A table of two levels with rows of 26 px that a ValueDelegate draws. Keeps the columns at the given
/// widths; one column takes the rest.
class ValueTree : public QTreeView {
    Q_OBJECT

  public:
    /// `name` is the accessible name. The model is not owned. `widths` are the columns' widths at the
    /// ordinary text size; 0 marks the one that takes the rest.
    ValueTree(QAbstractItemModel* model, const QString& name, QList<int> widths, QWidget* parent = nullptr);

    /// An action on the current row, which its keys trigger while the tree has the focus.
    template <class Receiver>
    QAction* addRowAction(const QString& text, const QKeySequence& keys, Receiver* receiver,
                          void (Receiver::*slot)()) {
        QAction* action = addKeyAction(text, keys);
        connect(action, &QAction::triggered, receiver, slot);
        return action;
    }

  protected:
    void changeEvent(QEvent* event) override;

  private:
    QAction* addKeyAction(const QString& text, const QKeySequence& keys);
    void setWidths();

    QList<int> m_widths;
};

} // namespace driftwood::ui
