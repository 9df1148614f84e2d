#pragma once

#include <QLineEdit>
#include <QPointer>
#include <QTimer>

class QAbstractItemView;

namespace driftwood::ui {

/// A line edit with a funnel (or another icon) at its left and a clear button. Esc clears it first.
class FilterField : public QLineEdit {
    Q_OBJECT

  public:
    /// `placeholder`, such as "Filter topics", is also the accessible name.
    explicit FilterField(const QString& placeholder, const QString& iconName = QStringLiteral("filter"),
                         QWidget* parent = nullptr);

    /// Enter and Down move the focus from the field to the filtered view: to its current row, otherwise to
    /// the first selectable one, which becomes current.
    void leadTo(QAbstractItemView* view);

  Q_SIGNALS:
    /// The text, 120 ms after the last key, for filters that take time. textChanged is emitted at once.
    void filterChanged(const QString& text);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void enterView();

    QPointer<QAbstractItemView> m_view;
    QTimer m_settle;
};

} // namespace driftwood::ui
