#pragma once

#include "session/topic_reader.h"
#include "session/topic_tail.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/text/rich_text.h"

namespace driftwood::ui {

class PartitionProgress;
class RecordRows;
class RichLine;
class StatusDot;

/// Shows how much was read and found so far, how far each partition is, and why reading stopped; for a read
/// of the log and for a live tail.
class ResultLine : public Bar {
    Q_OBJECT

  public:
    explicit ResultLine(QWidget* parent = nullptr);

    void showLook(const session::TopicReader& look);
    void showTail(const session::TopicTail& tail, const RecordRows& rows, qint64 ring, qint64 behind);
    void clear();
    /// The line's text, for a screen reader.
    [[nodiscard]] QString plainText() const;

  Q_SIGNALS:
    /// "Find 500 more", "Continue".
    void moreRequested();

  private:
    [[nodiscard]] static RichText countsOf(const session::TopicReader& look);
    [[nodiscard]] static RichText endOf(const session::TopicReader& look);
    void showParts(const browsing::ScanCounts& counts);

    StatusDot* m_dot;
    RichLine* m_counts;
    PartitionProgress* m_parts;
    RichLine* m_end;
};

} // namespace driftwood::ui
