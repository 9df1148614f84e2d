#pragma once

#include "session/range_selection.h"

#include <QDialog>
#include <QTimeZone>
#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace driftwood::ui {

class SegmentedControl;

/// Asks for an exact range: begin and end offset of every partition, or two times. Invalid numbers are
/// explained at their field.
class OffsetsDialog : public QDialog {
    Q_OBJECT

  public:
    struct Log {
        TopicName topic;
        std::vector<broker::Watermarks> watermarks;
        QTimeZone zone;
    };

    /// `range` fills the fields; without it they are empty. A partition with empty fields is left out.
    OffsetsDialog(Log log, const QString& name, const session::ChosenRange* range, QWidget* parent = nullptr);

    struct Times {
        TimestampMs from;
        TimestampMs to;
    };
    /// After the dialog was accepted, exactly one of offsets() and times() has a value.
    [[nodiscard]] const std::optional<broker::TopicRanges>& offsets() const { return m_offsets; }
    [[nodiscard]] const std::optional<Times>& times() const { return m_times; }

  private:
    QWidget* makeOffsets(const session::ChosenRange* range);
    QWidget* makeTimes(const session::ChosenRange* range);
    void check();
    [[nodiscard]] QString checkOffsets();
    [[nodiscard]] QString checkTimes();

    Log m_log;
    SegmentedControl* m_by;
    std::vector<std::pair<QLineEdit*, QLineEdit*>> m_fields; ///< begin and end of a partition
    QLineEdit* m_from = nullptr;
    QLineEdit* m_to = nullptr;
    QLabel* m_problem;
    QPushButton* m_use;
    std::optional<broker::TopicRanges> m_offsets;
    std::optional<Times> m_times;
};

/// Reads a whole number of records as a user types it: digits, with commas, spaces or nothing between
/// thousands. Returns nothing for other text and for numbers that are no valid offset (above 2^63 - 1).
[[nodiscard]] std::optional<std::int64_t> parseOffset(QString text);

} // namespace driftwood::ui
