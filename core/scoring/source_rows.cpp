#include "scoring/source_rows.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>

namespace driftwood::scoring {

using std::chrono::milliseconds;
using SteadyClock = std::chrono::steady_clock;

namespace {

/// Between two tries. The registry's client asks less often: until then it gives its last answer.
constexpr milliseconds kRegistryPause{250};

} // namespace

SourceRows::SourceRows(std::unique_ptr<broker::TailReader> reader, std::unique_ptr<decoder::Decoder> decoder,
                       std::shared_ptr<const records::Schema> schema,
                       const std::vector<broker::OffsetRange>& ranges, std::size_t maxBatch,
                       std::chrono::milliseconds patience)
    : m_reader(std::move(reader))
    , m_decoder(std::move(decoder))
    , m_schema(std::move(schema))
    , m_maxBatch(std::max<std::size_t>(maxBatch, 1))
    , m_patience(patience) {
    if (std::ranges::any_of(ranges, [](const broker::OffsetRange& range) { return range.span() > 0; }))
        m_backlog.emplace(ranges, m_schema);
}

Result<records::RecordBatch> SourceRows::next(const std::stop_token& stop, milliseconds wait,
                                              std::vector<decoder::DecodeFailure>& failures,
                                              std::size_t limit) {
    if (m_backlog && m_backlog->finished()) {
        if (Status released = m_reader->setHeld({}); !released)
            return forward(released);
        m_backlog.reset();
    }
    if (!m_backlog)
        return readLive(stop, wait, failures, limit);
    limit = std::min(limit, m_maxBatch);
    const auto deadline = SteadyClock::now() + wait;
    const std::size_t before = failures.size();
    records::RecordBatch rows = m_backlog->take(limit, failures);
    const auto given = [&] { return rows.rows() + (failures.size() - before); };
    while (given() < limit && !m_backlog->finished()) {
        const auto left = std::chrono::duration_cast<milliseconds>(deadline - SteadyClock::now());
        const auto more =
            readIntoBacklog(stop, given() == 0 ? std::max(left, milliseconds(0)) : milliseconds(0));
        if (!more && given() == 0)
            return tl::unexpected(more.error());
        // Rows already taken must be returned; the error comes again with the next call.
        if (!more || !*more)
            break;
        rows.append(m_backlog->take(limit - given(), failures));
    }
    return rows;
}

Result<records::RecordBatch> SourceRows::readLive(const std::stop_token& stop, milliseconds wait,
                                                  std::vector<decoder::DecodeFailure>& failures,
                                                  std::size_t limit) {
    const auto before = m_reader->positions();
    std::vector<decoder::DecodeFailure> failed;
    auto rows = read(stop, wait, failed);
    if (!rows)
        return rows;
    if (rows->rows() + failed.size() <= limit) {
        std::ranges::move(failed, std::back_inserter(failures));
        return rows;
    }
    // Rows beyond the limit wait in a backlog with empty ranges, which keeps their positions.
    std::vector<broker::OffsetRange> over;
    over.reserve(before.size());
    for (const Position& position : before)
        over.push_back({position.partition, position.offset, position.offset});
    m_backlog.emplace(over, m_schema);
    m_backlog->add(*rows, std::move(failed), m_reader->positions());
    return m_backlog->take(limit, failures);
}

Result<records::RecordBatch> SourceRows::read(const std::stop_token& stop, milliseconds wait,
                                              std::vector<decoder::DecodeFailure>& failures) {
    if (m_error)
        return tl::unexpected(*m_error);
    const auto raw = m_reader->next(stop, wait);
    if (!raw)
        return tl::unexpected(raw.error());
    auto rows = decode(*raw, stop, failures);
    if (!rows)
        m_error = rows.error();
    return rows;
}

Result<records::RecordBatch> SourceRows::decode(const broker::RawBatch& raw, const std::stop_token& stop,
                                                std::vector<decoder::DecodeFailure>& failures) {
    const auto deadline = SteadyClock::now() + m_patience;
    while (true) {
        records::RecordBatch rows(m_schema);
        std::vector<decoder::DecodeFailure> failed;
        m_decoder->decode(raw, rows, failed);
        const auto unanswered =
            std::ranges::find(failed, decoder::FailureKind::Unanswered, &decoder::DecodeFailure::kind);
        if (unanswered == failed.end()) {
            std::ranges::move(failed, std::back_inserter(failures));
            return rows;
        }
        const std::string place = "P" + std::to_string(unanswered->position.partition.value) + " @ " +
                                  std::to_string(unanswered->position.offset.value);
        if (SteadyClock::now() >= deadline)
            return fail(unanswered->fault ? unanswered->fault->code : ErrorCode::Unreachable,
                        unanswered->reason, place,
                        (unanswered->fault ? unanswered->fault->hint + " " : std::string()) +
                            "Nothing is skipped: it goes on there when it is started again and the schema "
                            "registry answers.");
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any woken;
        if (woken.wait_for(lock, stop, std::min(kRegistryPause, m_patience), [] { return false; });
            stop.stop_requested())
            return fail(ErrorCode::Cancelled, "waiting for the schema registry was stopped", place);
    }
}

Result<bool> SourceRows::readIntoBacklog(const std::stop_token& stop, milliseconds wait) {
    const auto before = m_reader->positions();
    std::vector<decoder::DecodeFailure> failures;
    const auto rows = read(stop, wait, failures);
    if (!rows)
        return tl::unexpected(rows.error());
    const auto after = m_reader->positions();
    m_backlog->add(*rows, std::move(failures), after);
    if (Status held = m_reader->setHeld(m_backlog->held()); !held)
        return forward(held);
    return after != before;
}

Result<bool> SourceRows::addPartitions(const std::vector<PartitionId>& partitions) {
    if (m_backlog)
        return false;
    if (Status added = m_reader->addPartitions(partitions); !added)
        return forward(added);
    return true;
}

std::vector<Position> SourceRows::positions() const {
    return m_backlog ? m_backlog->next() : m_reader->positions();
}

std::int64_t SourceRows::lag() const {
    const std::int64_t unread = m_reader->lag();
    return unread < 0 || !m_backlog ? unread : unread + m_backlog->waiting();
}

} // namespace driftwood::scoring
