#pragma once

#include <QLineEdit>
#include <QTimer>

namespace driftwood::ui {

/// A line edit with the funnel (or another icon) at its left and a clear button. Esc clears it first.
class FilterField : public QLineEdit {
    Q_OBJECT

  public:
    /// `placeholder` is also the accessible name: "Filter topics".
    explicit FilterField(const QString& placeholder, const QString& iconName = QStringLiteral("filter"),
                         QWidget* parent = nullptr);

  Q_SIGNALS:
    /// The text, 120 ms after the last key: for filters that cost something. textChanged comes at once.
    void filterChanged(const QString& text);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QTimer m_settle;
};

} // namespace driftwood::ui
