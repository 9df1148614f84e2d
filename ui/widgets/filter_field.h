#pragma once

#include <QLineEdit>
#include <QPointer>
#include <QTimer>

class QAbstractItemView;

namespace driftwood::ui {

/// A line edit with the funnel (or another icon) at its left and a clear button. Esc clears it first.
class FilterField : public QLineEdit {
    Q_OBJECT

  public:
    /// `placeholder` is also the accessible name: "Filter topics".
    explicit FilterField(const QString& placeholder, const QString& iconName = QStringLiteral("filter"),
                         QWidget* parent = nullptr);

    /// Enter and Down take the keyboard from the field to what it filters: to the row that is chosen, else to
    /// the first that can be, which is chosen by it.
    void leadTo(QAbstractItemView* view);

  Q_SIGNALS:
    /// The text, 120 ms after the last key: for filters that cost something. textChanged comes at once.
    void filterChanged(const QString& text);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void enterView();

    QPointer<QAbstractItemView> m_view;
    QTimer m_settle;
};

} // namespace driftwood::ui
