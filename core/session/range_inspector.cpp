#include "session/range_inspector.h"

#include "browsing/record_reading.h"

namespace driftwood::session {
namespace {

constexpr std::chrono::milliseconds kStillFor{350};
constexpr std::chrono::milliseconds kTellEvery{100};

} // namespace

RangeInspector::RangeInspector(tasks::Background& background, ConnectionSession& connection, QObject* parent)
    : QObject(parent)
    , m_background(background)
    , m_connection(connection) {
    m_settle.setSingleShot(true);
    m_settle.setInterval(kStillFor);
    connect(&m_settle, &QTimer::timeout, this, &RangeInspector::next);
    m_tell.setInterval(kTellEvery);
    connect(&m_tell, &QTimer::timeout, this, &RangeInspector::progressed);
}

std::int64_t RangeInspector::readSoFar() const { return *m_done; }

std::int64_t RangeInspector::toRead() const {
    return std::min(m_stage == Stage::ReadingB ? m_rangesB.span() : m_rangesA.span(), profiling::kReadWholly);
}

void RangeInspector::inspect(const broker::TopicRanges& all, const broker::TopicRanges& a,
                             const broker::TopicRanges& b) {
    if (all == m_all && a == m_rangesA && b == m_rangesB)
        return;
    m_query.cancel();
    m_tell.stop();
    if (!(all == m_all))
        m_cost.reset();
    if (!(a == m_rangesA)) {
        m_a.reset();
        m_fieldsOfA.clear();
    }
    if (!(a == m_rangesA) || !(b == m_rangesB)) { // B is compared with A
        m_b.reset();
        m_fields = m_fieldsOfA;
    }
    m_all = all;
    m_rangesA = a;
    m_rangesB = b;
    retry();
}

void RangeInspector::learn(const broker::TopicRanges& whole, const browsing::Decodings& decodings) {
    m_query.cancel();
    m_decoder.reset();
    m_whole = whole;
    m_decodings = decodings;
    if (decodings.value.kind != browsing::Decoding::Kind::As)
        m_decodings.value = {};
    retry();
}

void RangeInspector::retry() {
    m_stage = Stage::Idle;
    m_stopped = false;
    m_error.reset();
    m_settle.start();
    Q_EMIT changed();
}

void RangeInspector::stop() {
    m_settle.stop();
    m_tell.stop();
    if (m_stage == Stage::Idle)
        return;
    m_query.cancel();
    m_stage = Stage::Idle;
    m_stopped = true;
    Q_EMIT changed();
}

template <class T>
void RangeInspector::ask(Stage stage,
                         std::function<Result<T>(broker::Connection&, const std::stop_token&)> work,
                         std::function<void(T)> take) {
    m_stage = stage;
    const auto connection = m_connection.connection();
    if (!connection) {
        m_stage = Stage::Idle;
        return;
    }
    m_tell.start();
    m_query = m_background.run<Result<T>>(
        [connection, work = std::move(work)](const std::stop_token& stop) { return work(*connection, stop); },
        [this, take = std::move(take)](Result<T> answer) {
            m_tell.stop();
            m_stage = Stage::Idle;
            if (answer) {
                take(std::move(*answer));
                next();
            } else {
                m_error = std::move(answer.error());
            }
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

/// Starts the first query that has no answer yet.
void RangeInspector::next() {
    const broker::TopicRanges& sampled = m_all.span() > 0 ? m_all : m_whole;
    if (!m_decoder && sampled.span() == 0)
        return;
    if (!m_decoder)
        return ask<decoder::DecoderSpec>(
            Stage::Decoder,
            [ranges = sampled, decodings = m_decodings](
                broker::Connection& c, const std::stop_token& stop) -> Result<decoder::DecoderSpec> {
                auto chosen = browsing::RecordReading::choose(c, ranges, decodings, stop);
                if (!chosen)
                    return forward(chosen);
                if (!chosen->spec)
                    return tl::unexpected<Error>(chosen->problem.value_or(
                        Error{ErrorCode::NotFound, "there is no record to take a sample from"}));
                return *chosen->spec;
            },
            [this](decoder::DecoderSpec spec) { m_decoder = std::move(spec); });
    if (!m_cost && m_all.span() > 0)
        return ask<profiling::ReadingCost>(
            Stage::Cost,
            [ranges = m_all, spec = *m_decoder](broker::Connection& c, const std::stop_token& stop) {
                return profiling::estimateCost(c, ranges, spec, stop);
            },
            [this](const profiling::ReadingCost& cost) { m_cost = cost; });
    if (!m_a && m_rangesA.span() > 0)
        return read(Stage::ReadingA, m_rangesA, m_a);
    if (!m_b && m_a && m_rangesB.span() > 0)
        return read(Stage::ReadingB, m_rangesB, m_b);
}

void RangeInspector::read(Stage stage, const broker::TopicRanges& ranges,
                          std::optional<profiling::RangeRows>& into) {
    struct Read {
        profiling::RangeRows rows;
        std::vector<profiling::FieldComparison> fields;
    };
    m_done->store(0);
    // The worker also does the comparison: sorting a million values would block the UI's thread.
    ask<Read>(
        stage,
        [ranges, spec = *m_decoder, done = m_done, limits = m_limits,
         a = stage == Stage::ReadingB ? m_a->rows : nullptr](broker::Connection& c,
                                                             const std::stop_token& stop) -> Result<Read> {
            auto rows = profiling::readForStatistics(
                c, ranges, spec, [&done](const Progress& p) { *done = p.done; }, stop);
            if (!rows)
                return forward(rows);
            Read out{std::move(*rows), {}};
            out.fields = a ? profiling::compareRanges(*a, out.rows.rows.get(), limits)
                           : profiling::compareRanges(*out.rows.rows, nullptr, limits);
            return out;
        },
        [this, stage, &into](Read read) {
            into = std::move(read.rows);
            m_fields = std::move(read.fields);
            if (stage == Stage::ReadingA)
                m_fieldsOfA = m_fields;
        });
}

} // namespace driftwood::session
