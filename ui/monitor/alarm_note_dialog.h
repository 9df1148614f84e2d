#pragma once

#include "drift/drift_monitor.h"
#include "workspace/workspace.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace driftwood::ui {

/// Asks for a word on an alarm that is known, or that shall not be heard for a while. None is deleted.
class AlarmNoteDialog : public QDialog {
    Q_OBJECT

  public:
    enum class About : unsigned char { Acknowledge, Mute };

    AlarmNoteDialog(About about, const drift::Alarm& alarm, QWidget* parent = nullptr);

    /// After accept(). By whom and when is filled in.
    [[nodiscard]] workspace::PersonNote note() const;
    [[nodiscard]] std::int64_t mutedUntilMs() const;

  private:
    QLineEdit* m_words;
    QComboBox* m_hours = nullptr;
};

} // namespace driftwood::ui
