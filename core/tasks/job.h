#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "tasks/worker.h"

#include <QObject>
#include <QString>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace driftwood::tasks {

/// A long task that the user started, can watch and stop: reading a data set, a training run, an attachment,
/// an export. Belongs to the UI's thread; its work runs on a Worker and reports through credit channels. The
/// destructor stops the work and joins it.
class Job : public QObject {
    Q_OBJECT

  public:
    enum class State : unsigned char { Waiting, Running, Paused, Stopping, Finished, Stopped, Failed };

    explicit Job(QString title, QObject* parent = nullptr);
    ~Job() override;

    [[nodiscard]] const QString& title() const { return m_title; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool over() const { return m_state >= State::Finished; }
    [[nodiscard]] const Progress& progress() const { return m_progress; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; } ///< the reason, when Failed
    [[nodiscard]] std::chrono::milliseconds elapsed() const;                    ///< without pauses
    /// Estimated from the progress of the current stage in this session; nothing while there is too little.
    [[nodiscard]] std::optional<std::chrono::milliseconds> remaining() const;

    void start();
    virtual void stop();

  Q_SIGNALS:
    void changed(); ///< progress or state; at most about ten times a second
    void ended();   ///< once, when over() has become true

  protected:
    /// Runs in the worker's thread. `report` may be called at any rate.
    virtual Status work(const ProgressSink& report, const std::stop_token& stop) = 0;
    /// Called after work() has returned, before ended():
    /// delivers what is still pending in the subclass's own channels.
    virtual void takeRest() {}
    /// The most derived class's destructor must call this before destroying what work() uses.
    void join();
    void setPaused(bool paused);

  private:
    void takeProgress(std::vector<Progress>&& reports);
    void takeEnd();

    using SteadyClock = std::chrono::steady_clock;
    QString m_title;
    State m_state = State::Waiting;
    Progress m_progress;
    std::optional<Error> m_error;
    SteadyClock::time_point m_resumedAt{};
    std::chrono::milliseconds m_elapsedBefore{0};
    std::chrono::milliseconds m_stageBegan{0}; ///< in elapsed time
    std::int64_t m_stageFrom = 0;              ///< amount done at that time
    std::optional<Status> m_outcome;           ///< written by the worker before it announces its end
    std::unique_ptr<BatchChannel<Progress>> m_channel;
    std::unique_ptr<Worker> m_worker;
};

/// A job that runs a function and keeps its result.
template <class Outcome>
class ResultJob final : public Job {
  public:
    using Work = std::function<Result<Outcome>(const ProgressSink& report, const std::stop_token& stop)>;

    ResultJob(QString title, Work work, QObject* parent = nullptr)
        : Job(std::move(title), parent)
        , m_work(std::move(work)) {}
    ~ResultJob() override { join(); }

    /// Valid after ended(), if state() is Finished.
    [[nodiscard]] const std::optional<Outcome>& outcome() const { return m_outcome; }

  protected:
    Status work(const ProgressSink& report, const std::stop_token& stop) override {
        auto result = m_work(report, stop);
        if (!result)
            return forward(result);
        m_outcome = std::move(*result);
        return {};
    }

  private:
    Work m_work;
    std::optional<Outcome> m_outcome;
};

} // namespace driftwood::tasks
