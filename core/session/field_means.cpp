#include "session/field_means.h"

#include "broker/timeline.h"
#include "dataset/load_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::session {
namespace {

constexpr int kCoarsest = 16; ///< number of buckets between the first samples
constexpr int kAtOnce = 6;    ///< number of buckets per request

struct Sampled {
    int bucket = 0;
    double mean = 0.0;
};

/// The mean over the first records of one bucket in all partitions.
Result<double> meanOf(broker::Connection& connection, const broker::TimelineBucket& bucket,
                      const TopicName& topic, const decoder::DecoderSpec& decoder,
                      const std::stop_token& stop) {
    dataset::Manifest plan;
    plan.topic = topic;
    plan.decoder = decoder;
    const auto each = std::max<std::int64_t>(
        1, FieldMeans::kRecordsPerBucket /
               std::max<std::int64_t>(1, static_cast<std::int64_t>(bucket.ranges.size())));
    for (broker::OffsetRange range : bucket.ranges) {
        range.end = Offset(std::min(range.end.value, range.begin.value + each));
        if (range.span() > 0)
            plan.partitions.emplace_back().range = range;
    }
    if (plan.partitions.empty())
        return std::numeric_limits<double>::quiet_NaN();
    auto read =
        dataset::loadGuessedRows(connection, std::move(plan), dataset::pathsOf(decoder.schema), {}, stop);
    if (!read)
        return forward(read);
    return dataset::fieldStatistics(read->rows, 0, read->rows.rows()).front().mean;
}

Result<std::vector<Sampled>> sample(broker::Connection& connection, const TopicName& topic,
                                    const browsing::TimelineGrid& grid, const decoder::DecoderSpec& decoder,
                                    const std::vector<int>& buckets, const std::stop_token& stop) {
    std::vector<Sampled> out;
    for (const int bucket : buckets) {
        auto where = broker::timeline(connection, topic, grid.edge(bucket), grid.edge(bucket + 1), 1);
        if (!where)
            return forward(where);
        auto mean = meanOf(connection, where->buckets.front(), topic, decoder, stop);
        if (!mean)
            return forward(mean);
        out.push_back({bucket, *mean});
    }
    return out;
}

} // namespace

FieldMeans::FieldMeans(tasks::Background& background, ConnectionSession& connection, QObject* parent)
    : QObject(parent)
    , m_background(background)
    , m_connection(connection) {}

void FieldMeans::show(const TopicName& topic, const browsing::TimelineGrid& grid,
                      const decoder::DecoderSpec& decoder, const std::string& path) {
    stop();
    m_topic = topic;
    m_grid = grid;
    m_decoder = decoder;
    m_decoder.schema.fields.clear();
    if (const auto index = decoder.schema.indexOf(path))
        m_decoder.schema.fields.push_back(decoder.schema.fields[*index]);
    m_path = m_decoder.schema.fields.empty() ? std::string() : path;
    m_times.clear();
    m_means.clear();
    m_order.clear();
    if (!m_path.empty()) {
        for (int step = kCoarsest; step >= 1; step /= 2)
            for (int bucket = 0; bucket < grid.buckets; bucket += step)
                if (step == kCoarsest || bucket % (step * 2) != 0)
                    m_order.push_back(bucket);
        std::ranges::reverse(m_order);
        next();
    }
    Q_EMIT changed();
}

void FieldMeans::stop() {
    m_query.cancel();
    m_order.clear();
}

void FieldMeans::next() {
    const auto connection = m_connection.connection();
    if (m_order.empty() || !connection)
        return;
    const auto count = std::min<std::size_t>(kAtOnce, m_order.size());
    const std::vector<int> buckets(m_order.end() - static_cast<std::ptrdiff_t>(count), m_order.end());
    m_order.resize(m_order.size() - count);
    m_query = m_background.run<Result<std::vector<Sampled>>>(
        [connection, topic = m_topic, grid = m_grid, decoder = m_decoder, buckets](
            const std::stop_token& stop) { return sample(*connection, topic, grid, decoder, buckets, stop); },
        [this](const Result<std::vector<Sampled>>& sampled) {
            if (!sampled)
                return; // the timeline reports broker errors; the line just ends early
            for (const Sampled& one : *sampled)
                keep(one.bucket, one.mean);
            next();
            Q_EMIT changed();
        });
}

void FieldMeans::keep(int bucket, double mean) {
    const double middle =
        static_cast<double>(m_grid.edge(bucket).value) + static_cast<double>(m_grid.widthMs) / 2;
    const auto place = std::ranges::lower_bound(m_times, middle);
    m_means.insert(m_means.begin() + (place - m_times.begin()), mean);
    m_times.insert(place, middle);
}

} // namespace driftwood::session
