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

/// A range typed exactly: begin and end offset of every partition, or two times. Says at the field what is
/// wrong with a number before it can be used.
class OffsetsDialog : public QDialog {
    Q_OBJECT

  public:
    struct Log {
        TopicName topic;
        std::vector<broker::Watermarks> watermarks;
        QTimeZone zone;
    };

    /// `range` begins the fields; without one they are empty, which leaves a partition out.
    OffsetsDialog(Log log, const QString& name, const session::ChosenRange* range, QWidget* parent = nullptr);

    struct Times {
        TimestampMs from;
        TimestampMs to;
    };
    /// One of the two, once the dialog was accepted.
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
    std::vector<std::pair<QLineEdit*, QLineEdit*>> m_fields; ///< begin, end of a partition
    QLineEdit* m_from = nullptr;
    QLineEdit* m_to = nullptr;
    QLabel* m_problem;
    QPushButton* m_use;
    std::optional<broker::TopicRanges> m_offsets;
    std::optional<Times> m_times;
};

/// A whole number of records as a person types it: digits, with commas, spaces or nothing between thousands.
/// Nothing for anything else and for what an offset cannot be (above 2^63 - 1).
[[nodiscard]] std::optional<std::int64_t> parseOffset(QString text);

} // namespace driftwood::ui
