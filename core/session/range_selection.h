#pragma once

#include "session/connection_session.h"

#include <QObject>
#include <QString>
#include <map>
#include <optional>
#include <vector>

namespace driftwood::session {

/// One range that the user chose on a topic's timeline. Its edges are times; their offsets are looked up
/// once, when the edge settles, and then stay: the end is frozen.
struct ChosenRange {
    QString name;          ///< "A", "B", …
    bool excluded = false; ///< subtracted from all others
    TimestampMs from{0};
    TimestampMs to{0};
    broker::TopicRanges offsets; ///< half-open, one per partition; empty until looked up
    bool settled = false;        ///< `offsets` correspond to `from` and `to`
    std::optional<Error> error;  ///< why the look-up failed
};

/// The ranges chosen on one topic, and the excluded ones. Looks offsets up in the background. Changes can be
/// undone, and redone until the next change.
class RangeSelection : public QObject {
    Q_OBJECT

  public:
    RangeSelection(tasks::Background& background, ConnectionSession& connection, QObject* parent = nullptr);

    void setTopic(const TopicName& topic); ///< starts without ranges
    [[nodiscard]] const TopicName& topic() const { return m_topic; }

    [[nodiscard]] const std::vector<ChosenRange>& ranges() const { return m_ranges; }
    /// The combined offsets of the named ranges (none named:
    /// all), as far as they are settled, without excluded ones.
    [[nodiscard]] broker::TopicRanges effective(const std::vector<QString>& names = {}) const;
    [[nodiscard]] bool settled() const; ///< no look-up is pending or has failed

    /// Adds a range or changes the edges of an existing one: only an edge that moved is looked up again.
    void setTimes(const QString& name, TimestampMs from, TimestampMs to);
    /// Adds a range of exact offsets; its times are read from its first and last records.
    /// An empty name means the next free one.
    void setOffsets(QString name, const broker::TopicRanges& offsets);
    void setExcluded(const QString& name, bool excluded);
    void remove(const QString& name);
    void clear();
    void undo();
    void redo();
    [[nodiscard]] bool canUndo() const { return !m_past.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_future.empty(); }
    void retry(); ///< repeats failed look-ups
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
    /// Moves the last state of `from` to the current one, and the current one to the end of `to`.
    void exchange(std::vector<std::vector<ChosenRange>>& from, std::vector<std::vector<ChosenRange>>& to);
    void lookUp(const ChosenRange& range, Edges known);
    void readTimes(const ChosenRange& range);
    void take(const QString& name, TimestampMs from, TimestampMs to, Result<Edges> edges);

    tasks::Background& m_background;
    ConnectionSession& m_connection;
    TopicName m_topic;
    std::vector<ChosenRange> m_ranges;
    std::vector<std::vector<ChosenRange>> m_past;
    std::vector<std::vector<ChosenRange>> m_future; ///< undone states, the next one to redo last
    std::map<QString, tasks::PendingQuery> m_queries;
};

} // namespace driftwood::session
