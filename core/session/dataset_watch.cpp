#include "session/dataset_watch.h"

#include "dataset/dataset.h"

#include <algorithm>

namespace driftwood::session {

double DatasetStanding::expiredShare() const {
    std::int64_t all = 0;
    std::int64_t left = 0;
    for (const Part& part : parts) {
        all += part.range.span();
        left += part.left;
    }
    if (all == 0)
        return replayable ? 0.0 : 1.0;
    return 1.0 - static_cast<double>(left) / static_cast<double>(all);
}

const DatasetStanding::Part* DatasetStanding::firstToExpire() const {
    const Part* first = nullptr;
    for (const Part& part : parts)
        if (part.left > 0 && (first == nullptr || part.margin < first->margin))
            first = &part;
    return first;
}

Result<DatasetStanding> standingOf(broker::Connection& connection, const dataset::Manifest& manifest) {
    auto checked = dataset::checkReplayable(connection, manifest);
    if (!checked)
        return forward(checked);
    DatasetStanding out;
    out.replayable = checked->replayable;
    out.problems = std::move(checked->problems);
    out.compacted = !checked->warnings.empty();
    out.checkedAt = std::chrono::system_clock::now();
    const auto watermarks = connection.watermarks(manifest.topic, manifest.isolation);
    if (!watermarks)
        return out; // the topic is gone, which `problems` reports
    for (const dataset::PartitionManifest& partition : manifest.partitions) {
        const auto marks =
            std::ranges::find(*watermarks, partition.range.partition, &broker::Watermarks::partition);
        DatasetStanding::Part part{partition.range};
        if (marks != watermarks->end()) {
            const Offset begin = std::max(part.range.begin, marks->low);
            const Offset end = std::min(part.range.end, marks->high);
            part.left = std::max<std::int64_t>(0, end - begin);
            part.margin = part.range.begin - marks->low;
            out.everExpired = out.everExpired || marks->low.value > 0;
        }
        out.parts.push_back(part);
    }
    return out;
}

DatasetWatch::DatasetWatch(tasks::Background& background, ConnectionSession& connection, Store& store,
                           QObject* parent)
    : QObject(parent)
    , m_background(background)
    , m_connection(connection)
    , m_store(store) {
    m_timer.setInterval(kEvery);
    connect(&m_timer, &QTimer::timeout, this, &DatasetWatch::checkNow);
    connect(&m_store, &Store::changed, this, [this] {
        if (m_timer.isActive())
            checkNow();
    });
    connect(&m_connection, &ConnectionSession::stateChanged, this, [this] {
        if (m_connection.state() != ConnectionSession::State::Connected) {
            m_standings.clear();
            Q_EMIT changed();
        } else if (m_timer.isActive()) {
            checkNow();
        }
    });
}

void DatasetWatch::setShown(bool shown) {
    if (!shown)
        return m_timer.stop();
    m_timer.start();
    checkNow();
}

const DatasetStanding* DatasetWatch::standing(const std::string& name) const {
    const auto it = m_standings.find(name);
    return it == m_standings.end() ? nullptr : &it->second;
}

bool DatasetWatch::isOfThisCluster(const dataset::Manifest& manifest) const {
    return m_connection.connection() != nullptr && manifest.clusterId == m_connection.clusterId();
}

void DatasetWatch::checkNow() {
    const auto connection = m_connection.connection();
    if (!connection || m_connection.state() != ConnectionSession::State::Connected)
        return;
    std::vector<dataset::Manifest> manifests;
    for (const auto& row : m_store.snapshot().datasets)
        if (isOfThisCluster(row.manifest))
            manifests.push_back(row.manifest);
    m_query = m_background.run<Standings>(
        [connection, manifests = std::move(manifests)](const std::stop_token& stop) {
            Standings out;
            for (const dataset::Manifest& manifest : manifests) {
                if (stop.stop_requested())
                    break;
                if (auto standing = standingOf(*connection, manifest))
                    out[manifest.name] = std::move(*standing);
            }
            return out;
        },
        [this](Standings standings) {
            m_standings = std::move(standings);
            Q_EMIT changed();
        });
}

} // namespace driftwood::session
