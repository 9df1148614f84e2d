#include "workspace/workspace.h"

#include "base/files.h"
#include "workspace/migrations.h"
#include "workspace/sqlite_workspace.h"

#include <QStandardPaths>
#include <QtGlobal>

#include <chrono>

namespace driftwood::workspace {
namespace {

constexpr const char* kFileName = "workspace.sqlite";

Result<std::string> journalMode(Database& database, const char* sql) {
    auto rows = database.select<std::string>(sql, {}, [](RowReader row) { return row.text(); });
    if (!rows)
        return forward(rows);
    return rows->empty() ? std::string() : rows->front();
}

/// Write-ahead log with synchronous=NORMAL: every committed call survives the death of the process, since the
/// log is in the kernel's hands by then; a power cut may take the last calls but leaves the file whole; one
/// writer does not stop readers. Where the file system cannot do it (SQLite then keeps its rollback journal),
/// every commit is synced instead, which survives both.
Status chooseJournal(Database& database) {
    auto mode = journalMode(database, "PRAGMA journal_mode");
    if (!mode)
        return forward(mode);
    // Changing the mode needs the file alone, and SQLite does not wait for that as it does for other locks.
    const auto deadline =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(Database::kBusyTimeoutMs);
    while (*mode != "wal") {
        auto changed = journalMode(database, "PRAGMA journal_mode = WAL");
        if (changed) {
            mode = std::move(changed);
            break;
        }
        if (changed.error().code != ErrorCode::Stalled || std::chrono::steady_clock::now() > deadline)
            return forward(changed);
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    auto chosen =
        database.execute(*mode == "wal" ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL");
    if (!chosen)
        return forward(chosen);
    return {};
}

} // namespace

Result<std::unique_ptr<Workspace>> Workspace::open(const std::filesystem::path& folder) {
    if (auto made = makeFolder(folder); !made)
        return forward(made);
    auto database = Database::open(folder / kFileName);
    if (!database)
        return forward(database);
    if (auto migrated = migrate(**database, migrations()); !migrated)
        return forward(migrated);
    if (auto journal = chooseJournal(**database); !journal)
        return forward(journal);
    return std::make_unique<SqliteWorkspace>(std::filesystem::absolute(folder), std::move(*database));
}

SqliteWorkspace::SqliteWorkspace(std::filesystem::path folder, std::unique_ptr<Database> database)
    : m_folder(std::move(folder))
    , m_database(std::move(database)) {}

Status SqliteWorkspace::changeOne(const char* sql, const QVariantList& values, const std::string& what) {
    auto changed = m_database->execute(sql, values);
    if (!changed)
        return forward(changed);
    if (*changed == 0)
        return tl::unexpected<Error>(notFound(what));
    return {};
}

Error SqliteWorkspace::notFound(const std::string& what) const {
    return {ErrorCode::NotFound, what + " is not in the workspace", m_folder.string(),
            "List what is there; it may be in another workspace, or have been removed."};
}

bool exists(const std::filesystem::path& folder) {
    std::error_code unreadable;
    return std::filesystem::exists(folder / kFileName, unreadable);
}

std::filesystem::path defaultFolder() {
    const QString chosen = qEnvironmentVariable("DRIFTWOOD_WORKSPACE");
    if (!chosen.isEmpty())
        return chosen.toStdString();
    // The generic place, not the application's: the window and the command line share one workspace.
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString() + "/driftwood";
}

} // namespace driftwood::workspace
