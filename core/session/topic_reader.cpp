#include "session/topic_reader.h"

#include <utility>

namespace driftwood::session {
namespace {

constexpr std::chrono::milliseconds kDeliverEvery{40};

/// Combines two stop tokens: the user's stop, and the dropping of the query.
class EitherStop {
  public:
    EitherStop(const std::stop_token& a, const std::stop_token& b)
        : m_a(a, [this] { m_source.request_stop(); })
        , m_b(b, [this] { m_source.request_stop(); }) {}
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

  private:
    std::stop_source m_source;
    std::stop_callback<std::function<void()>> m_a;
    std::stop_callback<std::function<void()>> m_b;
};

} // namespace

TopicReader::TopicReader(tasks::Background& background, QObject* parent)
    : QObject(parent)
    , m_background(background) {}

TopicReader::~TopicReader() = default;

TopicReader::Channel::Sender TopicReader::newChannel() {
    m_channel =
        std::make_unique<Channel>(kDeliverEvery, [this](std::vector<News>&& news) { take(std::move(news)); });
    m_stop = std::stop_source();
    return m_channel->sender();
}

void TopicReader::clear() {
    m_query.cancel();
    m_channel.reset();
    m_scan.reset();
    m_counts = {};
    m_error.reset();
    m_state = State::Idle;
}

void TopicReader::start(std::shared_ptr<broker::Connection> connection, browsing::ReadRequest request) {
    clear();
    m_request = std::move(request);
    m_state = State::Preparing;
    m_query = m_background.run<bool>(
        [connection = std::move(connection), request = m_request, sender = newChannel(),
         wanted = m_stop.get_token()](const std::stop_token& dropped) {
            const EitherStop stop(wanted, dropped);
            auto prepared = prepare(connection, request, stop.token());
            if (!prepared) {
                sender.push(End{tl::unexpected<Error>(std::move(prepared.error()))});
                sender.flush();
                return true;
            }
            const auto scanning = prepared->scan;
            sender.push(std::move(*prepared));
            scan(*scanning, request.budget, sender, stop.token());
            return true;
        },
        [](bool) {});
    Q_EMIT progressed();
}

void TopicReader::goOn(const browsing::ScanBudget& budget) {
    if (m_state != State::Ended || !m_scan)
        return;
    m_state = State::Scanning;
    m_query = m_background.run<bool>(
        [scanning = m_scan, budget, sender = newChannel(),
         wanted = m_stop.get_token()](const std::stop_token& dropped) {
            const EitherStop stop(wanted, dropped);
            scan(*scanning, budget, sender, stop.token());
            return true;
        },
        [](bool) {});
    Q_EMIT progressed();
}

void TopicReader::stop() {
    if (!running() || m_state == State::Stopping)
        return;
    m_state = State::Stopping;
    m_stop.request_stop();
    Q_EMIT progressed();
}

Result<TopicReader::Prepared> TopicReader::prepare(const std::shared_ptr<broker::Connection>& connection,
                                                   const browsing::ReadRequest& request,
                                                   const std::stop_token& stop) {
    auto ranges = browsing::rangesOf(*connection, request);
    if (!ranges)
        return forward(ranges);
    Prepared prepared{{}, std::move(*ranges), nullptr};
    if (request.spec) {
        prepared.chosen.spec = *request.spec;
    } else {
        // Samples the whole topic, so that columns do not depend on where the user looks.
        auto whole = browsing::rangesOf(
            *connection, {request.topic, browsing::ReadPoint::oldest(), {}, {}, {}, {}, {}, {}});
        if (!whole)
            return forward(whole);
        auto chosen = browsing::RecordReading::choose(*connection, *whole, request.decoding, stop);
        if (!chosen)
            return forward(chosen);
        prepared.chosen = std::move(*chosen);
    }
    auto scan = browsing::RecordScan::create(
        connection, {prepared.ranges, request.newestFirst(), prepared.chosen.spec, request.filter});
    if (!scan)
        return forward(scan);
    prepared.scan = std::move(*scan);
    return prepared;
}

void TopicReader::scan(browsing::RecordScan& scan, const browsing::ScanBudget& budget,
                       const Channel::Sender& sender, const std::stop_token& stop) {
    auto end = scan.run(
        budget, [&sender](browsing::RecordScan::Report&& report) { sender.push(std::move(report)); }, stop);
    sender.push(End{std::move(end)});
    sender.flush();
}

void TopicReader::take(std::vector<News>&& news) {
    const auto channel = m_channel.get();
    for (News& one : news) {
        std::visit([this](auto& what) { take(std::move(what)); }, one);
        if (m_channel.get() != channel)
            return; // the listener has started another look
    }
}

void TopicReader::take(Prepared&& prepared) {
    m_chosen = std::move(prepared.chosen);
    m_ranges = std::move(prepared.ranges);
    m_scan = std::move(prepared.scan);
    if (m_state == State::Preparing)
        m_state = State::Scanning;
    Q_EMIT this->prepared();
}

void TopicReader::take(browsing::RecordScan::Report&& report) {
    m_counts = std::move(report.counts);
    if (!report.found.empty())
        Q_EMIT found(report.found);
    Q_EMIT progressed();
}

void TopicReader::take(End&& end) {
    if (end.how) {
        m_end = *end.how;
        m_state = State::Ended;
    } else if (end.how.error().code == ErrorCode::Cancelled) {
        m_end = browsing::ScanEnd::Stopped;
        m_state = State::Ended;
    } else {
        m_error = std::move(end.how.error());
        m_state = State::Failed;
    }
    Q_EMIT ended();
}

} // namespace driftwood::session
