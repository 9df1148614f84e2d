#pragma once

#include "dataset/manifest.h"
#include "session/connection_session.h"
#include "session/store.h"

#include <QObject>
#include <QTimer>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::session {

/// The part of a data set that the log still has.
struct DatasetStanding {
    struct Part {
        broker::OffsetRange range;
        std::int64_t left = 0; ///< number of offsets of the range that are still in the log
        std::int64_t margin =
            0; ///< offsets that expire before the range's first one; negative: some have expired
    };
    bool replayable = false;
    std::vector<std::string> problems;
    bool compacted = false;   ///< the topic is compacted: records may vanish from the ranges unnoticed
    std::vector<Part> parts;  ///< in the manifest's order; empty if the topic is gone
    bool everExpired = false; ///< retention has already removed records from the topic
    std::chrono::system_clock::time_point checkedAt;

    [[nodiscard]] double expiredShare() const;
    [[nodiscard]] const Part* firstToExpire() const; ///< the smallest margin of non-empty parts
};

[[nodiscard]] Result<DatasetStanding> standingOf(broker::Connection& connection,
                                                 const dataset::Manifest& manifest);

/// Checks whether the data sets of the connected cluster can still be replayed: at once, and every 30 s while
/// shown, because retention goes on. Data sets of other clusters have no standing here.
class DatasetWatch : public QObject {
    Q_OBJECT

  public:
    static constexpr std::chrono::seconds kEvery{30};

    DatasetWatch(tasks::Background& background, ConnectionSession& connection, Store& store,
                 QObject* parent = nullptr);

    void setShown(bool shown);
    void checkNow();
    /// Null if it is unknown (yet, or on this cluster).
    [[nodiscard]] const DatasetStanding* standing(const std::string& name) const;
    [[nodiscard]] bool isOfThisCluster(const dataset::Manifest& manifest) const;

  Q_SIGNALS:
    void changed();

  private:
    using Standings = std::map<std::string, DatasetStanding>;

    tasks::Background& m_background;
    ConnectionSession& m_connection;
    Store& m_store;
    Standings m_standings;
    QTimer m_timer;
    tasks::PendingQuery m_query;
};

} // namespace driftwood::session
