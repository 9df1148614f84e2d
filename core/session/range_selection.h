#pragma once

#include "session/connection_session.h"

#include <QObject>
#include <QString>
#include <map>
#include <optional>
#include <vector>

namespace driftwood::session {

/// One stretch a person chose on a topic's timeline. Its edges are times; the offsets they stand for are
/// looked up once, when the edge settles, and stay what they were then: the end is frozen.
struct ChosenRange {
    QString name;          ///< "A", "B", …
    bool excluded = false; ///< left out of all others
    TimestampMs from{0};
    TimestampMs to{0};
    broker::TopicRanges offsets; ///< half-open, one a partition; empty until looked up
    bool settled = false;        ///< `offsets` are those of `from` and `to`
    std::optional<Error> error;  ///< why they could not be looked up
};

/// The ranges chosen on one topic, and the stretches left out of them. Looks offsets up in the background.
/// Each change can be taken back, and made again until there is another one.
class RangeSelection : public QObject {
    Q_OBJECT

  public:
    RangeSelection(Background& background, ConnectionSession& connection, QObject* parent = nullptr);

    void setTopic(const TopicName& topic); ///< begins without ranges
    [[nodiscard]] const TopicName& topic() const { return m_topic; }

    [[nodiscard]] const std::vector<ChosenRange>& ranges() const { return m_ranges; }
    /// What the named ranges (none named: all) stand for together, as far as they are settled, once excluded
    /// stretches are taken out.
    [[nodiscard]] broker::TopicRanges effective(const std::vector<QString>& names = {}) const;
    [[nodiscard]] bool settled() const; ///< no look-up is under way, none has failed

    /// A new range, or one of that name with other edges: only an edge that moved is looked up again.
    void setTimes(const QString& name, TimestampMs from, TimestampMs to);
    /// A range of exact offsets; its times are read from its first and last records. An empty name: the next
    /// one.
    void setOffsets(QString name, const broker::TopicRanges& offsets);
    void setExcluded(const QString& name, bool excluded);
    void remove(const QString& name);
    void clear();
    void undo();
    void redo();
    [[nodiscard]] bool canUndo() const { return !m_past.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_future.empty(); }
    void retry(); ///< looks up again what failed
    [[nodiscard]] QString nextName() const;

  Q_SIGNALS:
    void changed();

  private:
    struct Edges {
        std::optional<std::vector<Position>> from;
        std::optional<std::vector<Position>> to;
    };
    [[nodiscard]] ChosenRange* find(const QString& name);
    ChosenRange& findOrAdd(const QString& name);
    void remember();
    /// Takes the last of `from` in place of what is, which becomes the last of `to`.
    void exchange(std::vector<std::vector<ChosenRange>>& from, std::vector<std::vector<ChosenRange>>& to);
    void lookUp(const ChosenRange& range, Edges known);
    void readTimes(const ChosenRange& range);
    void take(const QString& name, TimestampMs from, TimestampMs to, Result<Edges> edges);

    Background& m_background;
    ConnectionSession& m_connection;
    TopicName m_topic;
    std::vector<ChosenRange> m_ranges;
    std::vector<std::vector<ChosenRange>> m_past;
    std::vector<std::vector<ChosenRange>> m_future; ///< what was undone, the next one last
    std::map<QString, Ticket> m_tickets;
};

} // namespace driftwood::session
