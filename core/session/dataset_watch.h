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

/// What of a data set the log still holds.
struct DatasetStanding {
    struct Part {
        broker::OffsetRange range;
        std::int64_t left = 0; ///< offsets of the range that are still in the log
        std::int64_t margin =
            0; ///< offsets that expire before the first of the range does; negative: too late
    };
    bool replayable = false;
    std::vector<std::string> problems;
    bool compacted = false;   ///< the topic is: records may go from the ranges without being seen here
    std::vector<Part> parts;  ///< in the manifest's order; empty where the topic is gone
    bool everExpired = false; ///< retention has taken records of the topic before
    std::chrono::system_clock::time_point checkedAt;

    [[nodiscard]] double expiredShare() const;
    [[nodiscard]] const Part* firstToExpire() const; ///< the smallest margin among parts that hold something
};

[[nodiscard]] Result<DatasetStanding> standingOf(broker::Connection& connection,
                                                 const dataset::Manifest& manifest);

/// Asks of every data set of the connected cluster whether it can still be replayed: at once, and every 30 s
/// while shown, because that decays. Data sets of other clusters have no standing here.
class DatasetWatch : public QObject {
    Q_OBJECT

  public:
    static constexpr std::chrono::seconds kEvery{30};

    DatasetWatch(Background& background, ConnectionSession& connection, Store& store,
                 QObject* parent = nullptr);

    void setShown(bool shown);
    void checkNow();
    /// Null where it is not known (yet, or here).
    [[nodiscard]] const DatasetStanding* standing(const std::string& name) const;
    [[nodiscard]] bool isOfThisCluster(const dataset::Manifest& manifest) const;

  Q_SIGNALS:
    void changed();

  private:
    using Standings = std::map<std::string, DatasetStanding>;

    Background& m_background;
    ConnectionSession& m_connection;
    Store& m_store;
    Standings m_standings;
    QTimer m_timer;
    Ticket m_ticket;
};

} // namespace driftwood::session
