#pragma once

#include "browsing/read_request.h"
#include "ui/widgets/layout/bar.h"

#include <QTimeZone>

class QPushButton;

namespace driftwood::ui {

class DecodingCombo;
class LabelledCombo;

/// Chooses which part of a topic is read and how: Start, Until, Partitions, the decoders of key and value,
/// and the live tail's switch.
class ReadBar : public Bar {
    Q_OBJECT

  public:
    explicit ReadBar(QWidget* parent = nullptr);

    void setTimeZone(const QTimeZone& zone) { m_zone = zone; }
    void setPartitions(const std::vector<PartitionId>& partitions);
    /// Returns to the settings for a new topic: newest, no end, all partitions. Decoders stay.
    void reset();

    [[nodiscard]] const browsing::ReadPoint& from() const { return m_from; }
    void setFrom(const browsing::ReadPoint& from);
    [[nodiscard]] const std::optional<browsing::ReadPoint>& until() const { return m_until; }
    void setUntil(const std::optional<browsing::ReadPoint>& until);
    [[nodiscard]] const std::vector<PartitionId>& chosenPartitions() const { return m_chosen; }
    void setChosenPartitions(const std::vector<PartitionId>& partitions);
    [[nodiscard]] browsing::Decodings decodings() const;
    void setDecodings(const browsing::Decodings& decodings);
    /// Shows the format of the records, and how they are decoded.
    void setFound(const browsing::RecordReading::Chosen& chosen);

    enum class Tail : unsigned char { Off, Live, Paused };
    void setTail(Tail tail);
    void setTailEnabled(bool enabled);

  Q_SIGNALS:
    void changed();         ///< by the user: the records must be read again
    void decodingsChosen(); ///< by the user, before changed()
    void tailClicked();

  private:
    void startChosen(int index);
    void untilChosen(int index);
    void partitionsChosen(int index);
    void showStart();
    void showUntil();
    void showPartitions();
    void showEnvelopes(const std::vector<decoder::EnvelopeKind>& around);
    [[nodiscard]] std::optional<browsing::ReadPoint> ask(bool offset, const QString& title);

    QTimeZone m_zone = QTimeZone::utc();
    browsing::ReadPoint m_from;
    std::optional<browsing::ReadPoint> m_until;
    std::vector<PartitionId> m_partitions;
    std::vector<PartitionId> m_chosen;
    LabelledCombo* m_start;
    LabelledCombo* m_end;
    LabelledCombo* m_parts;
    DecodingCombo* m_key;
    DecodingCombo* m_value;
    QPushButton* m_unwrap;
    QPushButton* m_tail;
};

} // namespace driftwood::ui
