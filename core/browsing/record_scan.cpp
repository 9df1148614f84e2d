#include "browsing/record_scan.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace driftwood::browsing {
namespace {

using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::int64_t kFirstWindow = 32; ///< small, because the records' size is still unknown
constexpr std::int64_t kLargestWindow = 32768;
constexpr std::int64_t kWindowBytes = 8LL << 20U; ///< target size, over all partitions
constexpr std::int64_t kInteractiveWindow = 1024;
constexpr milliseconds kReportEvery{100};
constexpr milliseconds kStallBudget{15000};
constexpr int kMostExpiries = 3;

milliseconds since(SteadyClock::time_point begin) {
    return std::chrono::duration_cast<milliseconds>(SteadyClock::now() - begin);
}

} // namespace

bool isOlder(const RecordRef& a, const RecordRef& b) {
    return std::tuple(a.timestamp(), a.position()) < std::tuple(b.timestamp(), b.position());
}

/// The state of one run().
class RecordScan::Run {
  public:
    Run(RecordScan& scan, const ScanBudget& budget, const Sink& sink, const std::stop_token& token)
        : stop(token)
        , m_scan(scan)
        , m_budget(budget)
        , m_sink(sink)
        , m_elapsedBefore(scan.m_counts.elapsed)
        , m_bytesBefore(scan.m_counts.bytes) {}

    [[nodiscard]] std::size_t missing() const { return m_budget.records - m_found; }
    [[nodiscard]] bool usedUp() const {
        return m_scan.m_counts.bytes - m_bytesBefore >= m_budget.bytes || since(m_begin) >= m_budget.time;
    }
    void reportNowAndThen() {
        if (since(m_reported) >= kReportEvery)
            report({});
    }
    void report(std::vector<RecordRef> found) {
        m_found += found.size();
        m_reported = SteadyClock::now();
        ScanCounts& counts = m_scan.m_counts;
        counts.found += static_cast<std::int64_t>(found.size());
        counts.unjudged = m_scan.m_reading->unjudged();
        counts.uncompared = m_scan.m_reading->uncompared();
        counts.elapsed = m_elapsedBefore + since(m_begin);
        counts.parts.clear();
        for (const Part& part : m_scan.m_parts)
            counts.parts.push_back(
                {part.unread.partition, part.total - part.unread.span() + part.inFlight, part.total});
        if (const auto reached = m_scan.frontier())
            counts.reached = TimestampMs(*reached);
        m_sink({std::move(found), counts});
    }

    const std::stop_token& stop;

  private:
    RecordScan& m_scan;
    const ScanBudget& m_budget;
    const Sink& m_sink;
    SteadyClock::time_point m_begin = SteadyClock::now();
    SteadyClock::time_point m_reported = m_begin;
    milliseconds m_elapsedBefore;
    std::int64_t m_bytesBefore;
    std::size_t m_found = 0;
};

Result<std::unique_ptr<RecordScan>> RecordScan::create(std::shared_ptr<broker::Connection> connection,
                                                       ScanRequest request) {
    auto reading = RecordReading::create(request.spec, request.filter, connection->profile().masks);
    if (!reading)
        return forward(reading);
    return std::unique_ptr<RecordScan>(
        new RecordScan(std::move(connection), std::move(request), std::move(*reading)));
}

RecordScan::RecordScan(std::shared_ptr<broker::Connection> connection, ScanRequest request,
                       std::unique_ptr<RecordReading> reading)
    : m_connection(std::move(connection))
    , m_request(std::move(request))
    , m_reading(std::move(reading))
    , m_reader(m_connection->createWindowReader())
    , m_windowSize(kFirstWindow) {
    for (const broker::OffsetRange& range : m_request.ranges.ranges)
        m_parts.push_back({range, range.span()});
    m_counts.total = m_request.ranges.span();
}

Result<ScanEnd> RecordScan::run(const ScanBudget& budget, const Sink& sink, const std::stop_token& stop) {
    Run run(*this, budget, sink, stop);
    run.report(settled(run.missing(), false));
    while (true) {
        if (run.missing() == 0)
            return ScanEnd::Enough;
        const Window window = cutWindow(run.missing());
        if (window.parts.empty()) {
            run.report(settled(run.missing(), true));
            return m_pending.empty() ? ScanEnd::EndOfRange : ScanEnd::Enough;
        }
        const bool usedUp = run.usedUp();
        if (usedUp || stop.stop_requested()) {
            run.report(settled(run.missing(), true));
            return usedUp ? ScanEnd::Budget : ScanEnd::Stopped;
        }
        if (Status status = read(window, run); !status && status.error().code != ErrorCode::Cancelled)
            return forward(status);
        run.report(settled(run.missing(), false));
    }
}

RecordScan::Window RecordScan::cutWindow(std::size_t wanted) {
    // Read the partitions whose outermost record is nearest, because they delay the order.
    std::int64_t sum = 0;
    std::int64_t known = 0;
    std::int64_t unfinished = 0;
    for (const Part& part : m_parts) {
        unfinished += part.finished() ? 0 : 1;
        if (!part.finished() && part.reached) {
            sum += *part.reached / 1024; // divided to avoid overflow with many partitions
            ++known;
        }
    }
    Window window{{}, {m_request.ranges.topic, {}}};
    std::int64_t size = m_windowSize;
    if (m_counts.scanned > 0) {
        const std::int64_t bytesEach = std::max<std::int64_t>(m_counts.bytes / m_counts.scanned, 1);
        size =
            std::clamp(kWindowBytes / bytesEach / std::max<std::int64_t>(unfinished, 1), kFirstWindow, size);
        if (m_reading->takesAll()) // slightly more than what is missing is enough
            size =
                std::min(size, static_cast<std::int64_t>(wanted) / std::max<std::int64_t>(unfinished, 1) + 8);
    }
    for (Part& part : m_parts) {
        const bool holdsUp = !part.reached || known == 0 || !before(sum / known, *part.reached / 1024);
        if (part.finished() || !holdsUp)
            continue;
        broker::OffsetRange range = part.unread;
        if (range.span() > size) {
            if (m_request.newestFirst)
                range.begin = Offset(range.end.value - size);
            else
                range.end = Offset(range.begin.value + size);
        }
        window.parts.push_back(&part);
        window.ranges.ranges.push_back(range);
    }
    return window;
}

Status RecordScan::read(const Window& window, Run& run) {
    for (int attempt = 0;; ++attempt) {
        Status status = readRanges(window, run);
        for (Part& part : m_parts)
            part.inFlight = 0;
        if (status) {
            m_windowSize = std::min(m_windowSize * 4, kLargestWindow);
            return {};
        }
        // Retention has moved on meanwhile: deleted records leave the range, which is not an error.
        if (status.error().code != ErrorCode::RangeGone || attempt >= kMostExpiries)
            return status;
        if (Status skipped = skipExpired(); !skipped)
            return skipped;
        return {}; // the next window is cut from the rest
    }
}

Status RecordScan::readRanges(const Window& window, Run& run) {
    broker::ReadOptions options;
    options.stallBudget = kStallBudget;
    options.interactive = m_windowSize <= kInteractiveWindow;
    auto reader = m_reader->open(window.ranges, options);
    if (!reader)
        return forward(reader);
    const std::int64_t scannedBefore = m_counts.scanned;
    const std::int64_t bytesBefore = m_counts.bytes;
    const auto found = m_reading->newBlock();
    std::vector<std::optional<std::int64_t>> reached(window.parts.size());
    while (!(*reader)->finished()) {
        auto batch = (*reader)->next(run.stop);
        if (!batch) { // the batch must be read again as a whole
            m_counts.scanned = scannedBefore;
            m_counts.bytes = bytesBefore;
            return forward(batch);
        }
        for (const broker::RawRecord& record : batch->records()) {
            ++m_counts.scanned;
            m_counts.bytes += static_cast<std::int64_t>(record.key.size() + record.value.size());
            for (std::size_t p = 0; p < window.parts.size(); ++p) {
                if (window.parts[p]->unread.partition != record.partition)
                    continue;
                ++window.parts[p]->inFlight;
                if (!reached[p] || before(*reached[p], record.timestamp.value))
                    reached[p] = record.timestamp.value;
            }
        }
        m_reading->take(*batch, *found);
        run.reportNowAndThen();
    }
    for (std::size_t p = 0; p < window.parts.size(); ++p) {
        Part& part = *window.parts[p];
        const broker::OffsetRange& range = window.ranges.ranges[p];
        (m_request.newestFirst ? part.unread.end : part.unread.begin) =
            m_request.newestFirst ? range.begin : range.end;
        if (reached[p])
            part.reached = reached[p];
    }
    keepFound(found);
    return {};
}

void RecordScan::keepFound(const RecordBlockPtr& block) {
    const auto comesFirst = [this](const RecordRef& a, const RecordRef& b) {
        return m_request.newestFirst ? isOlder(b, a) : isOlder(a, b);
    };
    const auto firstNew = static_cast<std::ptrdiff_t>(m_pending.size());
    for (std::uint32_t row = 0; row < block->size(); ++row)
        m_pending.push_back({block, row});
    std::sort(m_pending.begin() + firstNew, m_pending.end(), comesFirst);
    std::inplace_merge(m_pending.begin(), m_pending.begin() + firstNew, m_pending.end(), comesFirst);
}

std::optional<std::int64_t> RecordScan::frontier() const {
    std::optional<std::int64_t> nearest;
    for (const Part& part : m_parts) {
        if (part.finished())
            continue;
        if (!part.reached)
            return std::nullopt;
        if (!nearest || before(*part.reached, *nearest))
            nearest = part.reached;
    }
    if (nearest)
        return nearest;
    for (const Part& part : m_parts) // everything was read: up to the last records
        if (part.reached && (!nearest || before(*nearest, *part.reached)))
            nearest = part.reached;
    return nearest;
}

std::vector<RecordRef> RecordScan::settled(std::size_t most, bool everything) {
    auto end = m_pending.end();
    const bool open = std::ranges::any_of(m_parts, [](const Part& part) { return !part.finished(); });
    if (!everything && open) {
        const auto limit = frontier();
        end = limit
                  ? std::find_if(m_pending.begin(), m_pending.end(),
                                 [&](const RecordRef& ref) { return !before(ref.timestamp().value, *limit); })
                  : m_pending.begin();
    }
    if (static_cast<std::size_t>(end - m_pending.begin()) > most)
        end = m_pending.begin() + static_cast<std::ptrdiff_t>(most);
    std::vector<RecordRef> out(std::make_move_iterator(m_pending.begin()), std::make_move_iterator(end));
    m_pending.erase(m_pending.begin(), end);
    return out;
}

Status RecordScan::skipExpired() {
    auto marks = m_connection->watermarks(m_request.ranges.topic);
    if (!marks)
        return forward(marks);
    for (Part& part : m_parts)
        for (const broker::Watermarks& mark : *marks)
            if (mark.partition == part.unread.partition)
                part.unread.begin = std::min(std::max(part.unread.begin, mark.low), part.unread.end);
    return {};
}

} // namespace driftwood::browsing
