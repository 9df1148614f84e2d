#pragma once

#include "drift/alarm.h"
#include "workspace/workspace.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace driftwood::ui {

/// Asks for a note on an alarm that is acknowledged or muted. No alarm is deleted.
class AlarmNoteDialog : public QDialog {
    Q_OBJECT

  public:
    enum class About : unsigned char { Acknowledge, Mute };

    AlarmNoteDialog(About about, const drift::Alarm& alarm, QWidget* parent = nullptr);

    /// Valid after accept(), with user and time filled in.
    [[nodiscard]] workspace::PersonNote note() const;
    [[nodiscard]] std::int64_t mutedUntilMs() const;

  private:
    QLineEdit* m_words;
    QComboBox* m_hours = nullptr;
};

} // namespace driftwood::ui
