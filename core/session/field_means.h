#pragma once

#include "browsing/timeline_grid.h"
#include "decoder/decoder.h"
#include "session/connection_session.h"

#include <QObject>
#include <vector>

namespace driftwood::session {

/// A field's mean per timeline bucket, from a few records at the start of each bucket; coarse at first, then
/// refined. For display, never for training. Never blocks its thread.
class FieldMeans : public QObject {
    Q_OBJECT

  public:
    static constexpr int kRecordsPerBucket = 48;

    FieldMeans(tasks::Background& background, ConnectionSession& connection, QObject* parent = nullptr);

    /// Starts anew; an empty path shows nothing. The field must be a number.
    void show(const TopicName& topic, const browsing::TimelineGrid& grid, const decoder::DecoderSpec& decoder,
              const std::string& path);
    void stop();
    [[nodiscard]] bool busy() const { return m_query.pending(); }
    [[nodiscard]] const std::string& path() const { return m_path; }

    /// Centres of the buckets sampled so far, ascending,
    /// in milliseconds, and the means; NaN for a bucket without values.
    [[nodiscard]] const std::vector<double>& times() const { return m_times; }
    [[nodiscard]] const std::vector<double>& means() const { return m_means; }

  Q_SIGNALS:
    void changed();

  private:
    void next();
    void keep(int bucket, double mean);

    tasks::Background& m_background;
    ConnectionSession& m_connection;
    TopicName m_topic;
    browsing::TimelineGrid m_grid;
    decoder::DecoderSpec m_decoder;
    std::string m_path;
    std::vector<int> m_order; ///< buckets still to be sampled, the next one last
    std::vector<double> m_times, m_means;
    tasks::PendingQuery m_query;
};

} // namespace driftwood::session
