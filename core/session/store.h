#pragma once

#include "base/result.h"
#include "browsing/decoding.h"
#include "tasks/background.h"
#include "workspace/workspace.h"

#include <QObject>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace driftwood::session {

/// Everything the user has made, as of one moment of the workspace file. Newest first if order matters.
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
    std::vector<workspace::TopicDecodingRow> topicDecodings;
    std::string whyReadOnly; ///< empty if writable, see workspace::Workspace

    bool operator==(const StoreSnapshot&) const = default;

    [[nodiscard]] const workspace::Workspace::DatasetRow* dataset(const std::string& name) const;
    [[nodiscard]] const workspace::RunRow* run(std::int64_t id) const;
    [[nodiscard]] const workspace::ModelRow* model(const std::string& id) const;
    [[nodiscard]] const workspace::MonitorRow* monitor(std::int64_t id) const;
    [[nodiscard]] const workspace::AlarmRow* alarm(std::int64_t monitorId, const std::string& id) const;
    /// The decodings chosen for a topic of a connection; automatic ones if none were chosen.
    [[nodiscard]] browsing::Decodings decodings(const std::string& profileName, const TopicName& topic) const;
    /// The count of monitoring::alarmsToLookAt(), at this time.
    [[nodiscard]] int alarmsToLookAt(std::int64_t monitorId) const;
};

/// The workspace for a thread that must not wait: reads and writes happen one after the other on a separate
/// thread; the data shown is a snapshot that is replaced as a whole. It follows what other programs write:
/// every kLookEvery it asks SQLite whether anything was written, and reads again only then.
class Store : public QObject {
    Q_OBJECT

  public:
    static constexpr std::chrono::milliseconds kLookEvery{1000};

    explicit Store(std::filesystem::path folder, QObject* parent = nullptr);
    /// Waits for pending writes, so that no decision of the user is lost.
    ~Store() override;

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    [[nodiscard]] const StoreSnapshot& snapshot() const { return *m_snapshot; }
    [[nodiscard]] bool loaded() const { return m_loaded; } ///< false until the first snapshot is there

    /// Reads everything again; several requests during a read are combined.
    void refresh();

    /// Reads something that is not in a snapshot (a run's metrics …). Calls `done` in this object's thread,
    /// unless the query was dropped.
    template <class T>
    [[nodiscard]] tasks::PendingQuery ask(std::function<Result<T>(workspace::Workspace&)> work,
                                          std::function<void(Result<T>)> done) {
        auto state = std::make_shared<tasks::PendingQuery::State>();
        enqueue([work = std::move(work), done = std::move(done), state](Opened& opened) {
            auto answer = std::make_shared<Result<T>>(opened ? work(**opened) : Result<T>(again(opened)));
            return [answer, done, state] {
                if (!state->wanted)
                    return;
                state->delivered = true;
                done(std::move(*answer));
            };
        });
        return tasks::PendingQuery(std::move(state));
    }

    /// Changes something, then refreshes. The change happens even if its caller is gone. A failure goes to
    /// `done` if there is one (its captures must stay alive), otherwise to failed().
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
    void takeFromElsewhere(StoreSnapshot read);

    std::filesystem::path m_folder;
    std::shared_ptr<const StoreSnapshot> m_snapshot = std::make_shared<StoreSnapshot>();
    bool m_loaded = false;
    bool m_refreshing = false;
    bool m_refreshAgain = false;
    std::string m_lastFailure; ///< so that a broken file is reported once and not at every refresh
    std::unique_ptr<Thread> m_thread;
};

} // namespace driftwood::session
