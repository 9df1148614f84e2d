#pragma once

#include "base/result.h"
#include "session/background.h"
#include "workspace/workspace.h"

#include <QObject>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace driftwood::session {

/// Everything a person made, as the workspace file had it at one moment. Newest first where order matters.
struct StoreSnapshot {
    std::vector<broker::ConnectionProfile> profiles;
    std::vector<workspace::Workspace::DatasetRow> datasets;
    std::vector<workspace::RunRow> runs;
    std::vector<workspace::ModelRow> models;
    std::vector<workspace::ExportRow> exports;     ///< of all models
    std::vector<workspace::BacktestRow> backtests; ///< of all models
    std::vector<workspace::MonitorRow> monitors;
    std::vector<workspace::AlarmRow> alarms;
    std::vector<workspace::PromotionRow> promotions;
    std::string whyReadOnly; ///< empty where it can be written, see workspace::Workspace

    [[nodiscard]] const workspace::Workspace::DatasetRow* dataset(const std::string& name) const;
    [[nodiscard]] const workspace::RunRow* run(std::int64_t id) const;
    [[nodiscard]] const workspace::ModelRow* model(const std::string& id) const;
    [[nodiscard]] const workspace::MonitorRow* monitor(std::int64_t id) const;
    [[nodiscard]] const workspace::AlarmRow* alarm(std::int64_t monitorId, const std::string& id) const;
    /// Open alarms of the monitor that somebody should look at.
    [[nodiscard]] int alarmsToLookAt(std::int64_t monitorId) const;
};

/// The workspace for a thread that must not wait: reads and writes happen on a thread of its own, one after
/// the other; what is shown is a snapshot that is replaced as a whole.
class Store : public QObject {
    Q_OBJECT

  public:
    explicit Store(std::filesystem::path folder, QObject* parent = nullptr);
    /// Waits for writes that were asked for: nothing a person decided is lost.
    ~Store() override;

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] const StoreSnapshot& snapshot() const { return *m_snapshot; }
    [[nodiscard]] bool loaded() const { return m_loaded; } ///< false until the first snapshot is there

    /// Reads everything again; several requests while one is under way become one.
    void refresh();

    /// Reads something a snapshot does not hold (a run's metrics …). `done` is called in this object's
    /// thread unless the ticket was dropped.
    template <class T>
    [[nodiscard]] Ticket ask(std::function<Result<T>(workspace::Workspace&)> work,
                             std::function<void(Result<T>)> done) {
        auto state = std::make_shared<Ticket::State>();
        enqueue([work = std::move(work), done = std::move(done), state](Opened& opened) {
            auto answer = std::make_shared<Result<T>>(opened ? work(**opened) : Result<T>(again(opened)));
            return [answer, done, state] {
                if (!state->wanted)
                    return;
                state->delivered = true;
                done(std::move(*answer));
            };
        });
        return Ticket(std::move(state));
    }

    /// Changes something, then refreshes. It happens even if nobody waits for it; a failure goes to `done`
    /// where there is one (keep what it captures alive), else to failed().
    void change(std::function<Status(workspace::Workspace&)> work, std::function<void(Status)> done = {});

  Q_SIGNALS:
    void changed(); ///< there is a new snapshot
    void failed(const driftwood::Error& error);

  private:
    using Opened = Result<std::unique_ptr<workspace::Workspace>>;
    using Delivery = std::function<void()>;
    class Thread;

    static tl::unexpected<Error> again(const Opened& opened) { return tl::unexpected<Error>(opened.error()); }
    void enqueue(std::function<Delivery(Opened&)> work);
    void take(Result<StoreSnapshot> read);

    std::filesystem::path m_folder;
    std::shared_ptr<const StoreSnapshot> m_snapshot = std::make_shared<StoreSnapshot>();
    bool m_loaded = false;
    bool m_refreshing = false;
    bool m_refreshAgain = false;
    std::string m_lastFailure; ///< so that a broken file is reported once, not at every refresh
    std::unique_ptr<Thread> m_thread;
};

} // namespace driftwood::session
