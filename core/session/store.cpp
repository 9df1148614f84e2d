#include "session/store.h"

#include "base/clock.h"
#include "monitoring/alarm_rows.h"
#include "tasks/post.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

namespace driftwood::session {
namespace {

template <class Row, class Match>
const Row* findRow(const std::vector<Row>& rows, Match match) {
    const auto it = std::ranges::find_if(rows, match);
    return it == rows.end() ? nullptr : &*it;
}

Result<StoreSnapshot> readAll(workspace::Workspace& workspace) {
    StoreSnapshot all{.whyReadOnly = workspace.whyReadOnly()};
    std::optional<Error> failure;
    const auto take = [&failure](auto& into, auto read) {
        if (failure)
            return;
        if (read)
            into = std::move(*read);
        else
            failure = std::move(read.error());
    };
    take(all.profiles, workspace.profiles());
    take(all.datasets, workspace.datasets());
    take(all.runs, workspace.runs());
    take(all.models, workspace.models());
    take(all.backtests, workspace.backtests());
    take(all.monitors, workspace.monitors());
    take(all.alarms, workspace.alarms());
    take(all.promotions, workspace.promotions());
    take(all.topicDecodings, workspace.topicDecodings());
    for (const auto& model : all.models) {
        std::vector<workspace::ExportRow> rows;
        take(rows, workspace.exports(model.id));
        std::ranges::move(rows, std::back_inserter(all.exports));
    }
    if (failure)
        return tl::unexpected<Error>(std::move(*failure));
    return all;
}

bool anythingAtWork(const StoreSnapshot& all) {
    return std::ranges::any_of(all.monitors, &workspace::MonitorRow::running) ||
           std::ranges::any_of(all.runs,
                               [](const auto& run) { return run.status == workspace::RunStatus::Running; });
}

} // namespace

const workspace::Workspace::DatasetRow* StoreSnapshot::dataset(const std::string& name) const {
    return findRow(datasets, [&](const auto& row) { return row.manifest.name == name; });
}
const workspace::RunRow* StoreSnapshot::run(std::int64_t id) const {
    return findRow(runs, [&](const auto& row) { return row.id == id; });
}
const workspace::ModelRow* StoreSnapshot::model(const std::string& id) const {
    return findRow(models, [&](const auto& row) { return row.id == id; });
}
const workspace::MonitorRow* StoreSnapshot::monitor(std::int64_t id) const {
    return findRow(monitors, [&](const auto& row) { return row.id == id; });
}

const workspace::AlarmRow* StoreSnapshot::alarm(std::int64_t monitorId, const std::string& id) const {
    return findRow(alarms, [&](const auto& row) { return row.monitorId == monitorId && row.id == id; });
}

browsing::Decodings StoreSnapshot::decodings(const std::string& profileName, const TopicName& topic) const {
    const auto* row = findRow(topicDecodings, [&](const auto& one) {
        return one.profileName == profileName && one.topic == topic.value;
    });
    return row == nullptr ? browsing::Decodings()
                          : browsing::Decodings(browsing::decodingFromName(row->value),
                                                browsing::decodingFromName(row->key));
}

int StoreSnapshot::alarmsToLookAt(std::int64_t monitorId) const {
    const auto* row = monitor(monitorId);
    return row == nullptr ? 0 : monitoring::alarmsToLookAt(*row, alarms, promotions, timeNow().value);
}

/// Opens the workspace on first use (an SQLite connection belongs to one thread) and processes a queue. While
/// the queue is empty, it looks whether another program has written to the workspace.
class Store::Thread {
  public:
    using Work = std::function<Delivery(Opened&)>;

    Thread(Store* receiver, std::filesystem::path folder)
        : m_receiver(receiver)
        , m_folder(std::move(folder))
        , m_thread([this](const std::stop_token& stop) { loop(stop); }) {}

    void enqueue(Work work) {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back(std::move(work));
        m_changed.notify_one();
    }

  private:
    void loop(const std::stop_token& stop) {
        Opened opened = fail(ErrorCode::Internal, "not opened yet");
        bool tried = false;
        while (true) {
            Work work;
            {
                std::unique_lock lock(m_mutex);
                const bool called =
                    m_changed.wait_for(lock, stop, m_rest, [this] { return !m_queue.empty(); });
                if (!called && stop.stop_requested())
                    return; // the queue is empty
                if (!called) {
                    lock.unlock();
                    if (opened)
                        look(**opened);
                    continue;
                }
                work = std::move(m_queue.front());
                m_queue.pop_front();
            }
            // A workspace opened read-only may be writable by now.
            if (!tried || !opened || !(*opened)->whyReadOnly().empty()) {
                opened = workspace::Workspace::open(m_folder);
                tried = true;
            }
            tasks::post(m_receiver, work(opened));
        }
    }

    /// Reading everything takes at most a twentieth of the time, however much is written.
    void look(workspace::Workspace& workspace) {
        const auto number = workspace.writtenElsewhere();
        if (!number || (*number == m_seen && !m_atWork))
            return;
        const auto began = std::chrono::steady_clock::now();
        auto read = readAll(workspace);
        const auto took = std::chrono::steady_clock::now() - began;
        m_rest = std::max<std::chrono::steady_clock::duration>(kLookEvery, 20 * took);
        if (!read)
            return;       // an explicit refresh reports it
        m_seen = *number; // from before reading: what was written meanwhile is read the next time
        m_atWork = anythingAtWork(*read);
        tasks::post(m_receiver,
                    [receiver = m_receiver, all = std::make_shared<StoreSnapshot>(std::move(*read))] {
                        receiver->takeFromElsewhere(std::move(*all));
                    });
    }

    Store* const m_receiver;
    const std::filesystem::path m_folder;
    std::chrono::steady_clock::duration m_rest = kLookEvery;
    std::int64_t m_seen = -1; ///< nothing was looked at yet
    bool m_atWork = false;    ///< a program that is killed writes nothing
    std::mutex m_mutex;       ///< guards the queue
    std::condition_variable_any m_changed;
    std::deque<Work> m_queue;
    std::jthread m_thread; ///< last, so that it ends before what it uses
};

Store::Store(std::filesystem::path folder, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_thread(std::make_unique<Thread>(this, m_folder)) {}

Store::~Store() = default;

void Store::enqueue(std::function<Delivery(Opened&)> work) { m_thread->enqueue(std::move(work)); }

void Store::refresh() {
    if (m_refreshing) {
        m_refreshAgain = true;
        return;
    }
    m_refreshing = true;
    enqueue([this](Opened& opened) -> Delivery {
        auto read = std::make_shared<Result<StoreSnapshot>>(opened ? readAll(**opened)
                                                                   : Result<StoreSnapshot>(again(opened)));
        return [this, read] { take(std::move(*read)); };
    });
}

void Store::take(Result<StoreSnapshot> read) {
    m_refreshing = false;
    if (read) {
        m_snapshot = std::make_shared<const StoreSnapshot>(std::move(*read));
        m_loaded = true;
        const std::string why = m_snapshot->whyReadOnly;
        const bool isNews = why != std::exchange(m_lastFailure, why);
        Q_EMIT changed();
        if (isNews && !why.empty())
            Q_EMIT failed({ErrorCode::Io, "the workspace cannot be written: " + why, m_folder.string(),
                           "Its contents are shown; nothing new is saved until it can be written."});
    } else if (const std::string text = read.error().text(); text != m_lastFailure) {
        m_lastFailure = text;
        Q_EMIT failed(read.error());
    }
    if (std::exchange(m_refreshAgain, false))
        refresh();
}

/// Reports only what differs: curves and positions, which are in no snapshot, are written all the time.
void Store::takeFromElsewhere(StoreSnapshot read) {
    if (!m_loaded || m_refreshing || read == *m_snapshot)
        return;
    m_snapshot = std::make_shared<const StoreSnapshot>(std::move(read));
    Q_EMIT changed();
}

void Store::change(std::function<Status(workspace::Workspace&)> work, std::function<void(Status)> done) {
    enqueue([this, work = std::move(work), done = std::move(done)](Opened& opened) -> Delivery {
        Status status = opened ? work(**opened) : Status(again(opened));
        return [this, status = std::move(status), done] {
            refresh();
            if (done)
                done(status);
            else if (!status)
                Q_EMIT failed(status.error());
        };
    });
}

} // namespace driftwood::session
