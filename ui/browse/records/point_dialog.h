#pragma once

#include "ui/browse/records/point_text.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace driftwood::ui {

class RichLine;

/// Asks for an offset or a time in one box and shows, during typing, how it was understood.
class PointDialog : public QDialog {
    Q_OBJECT

  public:
    enum class Asks : unsigned char { OffsetOrTime, Offset, Time };

    PointDialog(Asks asks, const QString& title, const QTimeZone& zone, QWidget* parent);

    [[nodiscard]] const std::optional<PointChoice>& choice() const { return m_choice; }

  private:
    void understand(const QString& text);
    [[nodiscard]] QString expectation() const;

    Asks m_asks;
    QTimeZone m_zone;
    std::optional<PointChoice> m_choice;
    QLineEdit* m_edit;
    RichLine* m_understood;
    QPushButton* m_go;
};

} // namespace driftwood::ui
