#include "tasks/job.h"

#include "base/memory_limit.h"

#include <utility>

namespace driftwood::tasks {
namespace {

constexpr std::chrono::milliseconds kReportEvery{100};
constexpr double kLeastShareToExtrapolate = 0.02;

} // namespace

Job::Job(QString title, QObject* parent)
    : QObject(parent)
    , m_title(std::move(title))
    , m_worker(std::make_unique<Worker>()) {
    m_channel = std::make_unique<BatchChannel<Progress>>(
        this, kReportEvery, [this](std::vector<Progress>&& reports) { takeProgress(std::move(reports)); });
    connect(m_worker.get(), &Worker::finished, this, &Job::takeEnd);
}

Job::~Job() { Q_ASSERT(!m_worker); } // otherwise work() would run in a half-destroyed object: call join()

void Job::join() { m_worker.reset(); }

void Job::start() {
    Q_ASSERT(m_state == State::Waiting);
    m_state = State::Running;
    m_resumedAt = SteadyClock::now();
    m_worker->start([this](const std::stop_token& stop) {
        m_outcome = withinMemory(
            [&] { return work([this](const Progress& progress) { m_channel->push(progress); }, stop); });
        m_channel->flush();
    });
    Q_EMIT changed();
}

void Job::stop() {
    if (over() || m_state == State::Stopping)
        return;
    if (m_state == State::Paused)
        m_resumedAt = SteadyClock::now();
    m_state = State::Stopping;
    m_worker->requestStop();
    Q_EMIT changed();
}

void Job::setPaused(bool paused) {
    if (paused && m_state == State::Running) {
        m_elapsedBefore = elapsed();
        m_state = State::Paused;
    } else if (!paused && m_state == State::Paused) {
        m_resumedAt = SteadyClock::now();
        m_state = State::Running;
    } else {
        return;
    }
    Q_EMIT changed();
}

std::chrono::milliseconds Job::elapsed() const {
    if (m_state != State::Running && m_state != State::Stopping)
        return m_elapsedBefore;
    return m_elapsedBefore +
           std::chrono::duration_cast<std::chrono::milliseconds>(SteadyClock::now() - m_resumedAt);
}

std::optional<std::chrono::milliseconds> Job::remaining() const {
    if (m_progress.total <= 0 || m_state != State::Running)
        return std::nullopt;
    const auto done = static_cast<double>(m_progress.done - m_stageFrom);
    const auto todo = static_cast<double>(m_progress.total - m_stageFrom);
    if (done < kLeastShareToExtrapolate * todo)
        return std::nullopt;
    const double left = static_cast<double>((elapsed() - m_stageBegan).count()) * (todo - done) / done;
    return std::chrono::milliseconds(static_cast<std::int64_t>(left));
}

void Job::takeProgress(std::vector<Progress>&& reports) {
    if (reports.back().stage != m_progress.stage) {
        // Work done by an earlier session took none of this session's time.
        m_stageBegan = elapsed();
        m_stageFrom = reports.back().done;
    }
    m_progress = std::move(reports.back());
    Q_EMIT changed();
}

void Job::takeEnd() {
    m_channel->deliver();
    takeRest();
    m_elapsedBefore = elapsed();
    if (*m_outcome) {
        m_state = State::Finished;
    } else if (m_outcome->error().code == ErrorCode::Cancelled) {
        m_state = State::Stopped;
    } else {
        m_state = State::Failed;
        m_error = m_outcome->error();
    }
    Q_EMIT changed();
    Q_EMIT ended();
}

} // namespace driftwood::tasks
