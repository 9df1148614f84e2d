#include "session/topic_tail.h"

#include "broker/connection.h"
#include "broker/range_reader.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace driftwood::session {
namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kSayAnywayEvery{500};
constexpr milliseconds kRateOver{1000};
constexpr std::size_t kMostAtOnce = 2000; ///< delivered per tick while it catches up

Result<std::vector<Position>> endOfLog(broker::Connection& connection, const TopicName& topic,
                                       const std::vector<PartitionId>& partitions) {
    auto marks = connection.watermarks(topic);
    if (!marks)
        return forward(marks);
    std::vector<Position> ends;
    for (const broker::Watermarks& mark : *marks)
        if (partitions.empty() || std::ranges::find(partitions, mark.partition) != partitions.end())
            ends.push_back({mark.partition, mark.high});
    return ends;
}

} // namespace

/// The worker's side.
class TopicTail::Loop {
  public:
    Loop(Channel::Sender sender, std::shared_ptr<Control> control)
        : m_sender(std::move(sender))
        , m_control(std::move(control)) {}

    void run(broker::Connection& connection, const Request& request, const std::stop_token& stop) {
        if (Status status = follow(connection, request, stop);
            !status && status.error().code != ErrorCode::Cancelled)
            m_sender.push({nullptr, m_counts, std::move(status.error())});
        m_sender.flush();
    }

  private:
    [[nodiscard]] Status follow(broker::Connection& connection, const Request& request,
                                const std::stop_token& stop) {
        std::vector<Position> from = request.from;
        auto ends = endOfLog(connection, request.topic, request.partitions);
        if (!ends)
            return forward(ends);
        if (from.empty())
            from = *ends;
        catchUp(from, *ends);
        auto reader = connection.openTail(request.topic, {std::move(from)}, {});
        if (!reader)
            return forward(reader);
        auto reading =
            browsing::RecordReading::create(request.spec, request.filter, connection.profile().masks);
        if (!reading)
            return forward(reading);
        m_reading = std::move(*reading);
        m_block = m_reading->newBlock();
        bool wasPaused = false;
        while (!stop.stop_requested()) {
            if (m_control->paused) {
                say(**reader, true);
                std::this_thread::sleep_for(kTick);
                wasPaused = true;
                continue;
            }
            if (std::exchange(wasPaused, false)) {
                ends = endOfLog(connection, request.topic, request.partitions);
                if (ends) // without it, what was written meanwhile may be left out, which is counted
                    catchUp((*reader)->positions(), *ends);
            }
            auto batch = (*reader)->next(stop, kTick);
            if (!batch)
                return forward(batch);
            take(*batch);
            say(**reader, false);
            if (m_block->size() >= kMostAtOnce) { // it has much to catch up with: the window keeps pace
                std::this_thread::sleep_for(kTick);
                say(**reader, true);
            }
        }
        return {};
    }

    /// From now on delivers all records between these positions, but at most the last kMostCaughtUp of them:
    /// no ring keeps more.
    void catchUp(const std::vector<Position>& from, const std::vector<Position>& to) {
        std::int64_t backlog = 0;
        for (const Position& end : to)
            if (const auto begin = std::ranges::find(from, end.partition, &Position::partition);
                begin != from.end())
                backlog += std::max<std::int64_t>(0, end.offset - begin->offset);
        m_wholeUntil = m_counts.received + backlog;
        m_wholeFrom = std::max(m_counts.received, m_wholeUntil - kMostCaughtUp);
    }

    [[nodiscard]] bool catchesUp() const {
        return m_counts.received >= m_wholeFrom && m_counts.received < m_wholeUntil;
    }

    void take(const broker::RawBatch& batch) {
        const bool whole = catchesUp();
        m_counts.received += static_cast<std::int64_t>(batch.size());
        for (const broker::RawRecord& record : batch.records())
            m_counts.bytes += static_cast<std::int64_t>(record.key.size() + record.value.size());
        const std::size_t room = whole ? batch.size() : kMostShown - std::min(kMostShown, m_block->size());
        if (room == 0 && m_reading->takesAll()) // decoding is unnecessary because nothing would be shown
            m_counts.matched += static_cast<std::int64_t>(batch.size());
        else
            m_counts.matched += static_cast<std::int64_t>(m_reading->take(batch, *m_block, room));
    }

    void say(const broker::TailReader& reader, bool anyway) {
        const auto now = SteadyClock::now();
        const bool due = now - m_said >= kTick && m_block->size() > 0;
        const bool quiet = now - m_said >= kSayAnywayEvery;
        if (!due && !quiet && !(anyway && m_block->size() > 0))
            return;
        m_said = now;
        m_counts.shown += static_cast<std::int64_t>(m_block->size());
        m_counts.connected = reader.connected();
        m_counts.positions = reader.positions();
        if (const auto window = now - m_rateSince; window >= kRateOver) {
            const double seconds = std::chrono::duration<double>(window).count();
            m_counts.receivedPerSec = static_cast<double>(m_counts.received - m_receivedBefore) / seconds;
            m_counts.shownPerSec = static_cast<double>(m_counts.shown - m_shownBefore) / seconds;
            m_rateSince = now;
            m_receivedBefore = m_counts.received;
            m_shownBefore = m_counts.shown;
        }
        browsing::RecordBlockPtr block;
        if (m_block->size() > 0)
            block = std::exchange(m_block, m_reading->newBlock());
        m_sender.push({std::move(block), m_counts, std::nullopt});
    }

    Channel::Sender m_sender;
    std::shared_ptr<Control> m_control;
    std::unique_ptr<browsing::RecordReading> m_reading;
    std::shared_ptr<browsing::RecordBlock> m_block;
    TailCounts m_counts;
    std::int64_t m_wholeFrom = 0; ///< by m_counts.received: the records that are delivered as a whole
    std::int64_t m_wholeUntil = 0;
    SteadyClock::time_point m_said{};
    SteadyClock::time_point m_rateSince = SteadyClock::now();
    std::int64_t m_receivedBefore = 0;
    std::int64_t m_shownBefore = 0;
};

TopicTail::TopicTail(tasks::Background& background, QObject* parent)
    : QObject(parent)
    , m_background(background) {}

TopicTail::~TopicTail() = default;

void TopicTail::start(std::shared_ptr<broker::Connection> connection, Request request) {
    stop();
    m_counts = {};
    m_error.reset();
    m_running = true;
    m_control = std::make_shared<Control>();
    m_channel = std::make_unique<Channel>(kTick, [this](std::vector<News>&& news) { take(std::move(news)); });
    m_query = m_background.run<bool>(
        [connection = std::move(connection), request = std::move(request), sender = m_channel->sender(),
         control = m_control](const std::stop_token& stop) {
            Loop(sender, control).run(*connection, request, stop);
            return true;
        },
        [](bool) {});
    Q_EMIT progressed();
}

void TopicTail::setPaused(bool paused) {
    if (!m_running || m_control->paused == paused)
        return;
    m_control->paused = paused;
    Q_EMIT progressed();
}

void TopicTail::stop() {
    if (!m_running)
        return;
    m_query.cancel();
    m_channel.reset();
    m_control.reset();
    m_running = false;
    Q_EMIT ended();
}

void TopicTail::take(std::vector<News>&& news) {
    std::vector<browsing::RecordRef> records;
    for (News& one : news) {
        m_counts = std::move(one.counts);
        for (std::uint32_t row = 0; one.block && row < one.block->size(); ++row)
            records.push_back({one.block, row});
        if (one.error)
            m_error = std::move(one.error);
    }
    if (!records.empty())
        Q_EMIT arrived(records);
    if (m_error)
        stop();
    else
        Q_EMIT progressed();
}

} // namespace driftwood::session
