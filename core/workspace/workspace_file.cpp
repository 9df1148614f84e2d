#include "workspace/workspace_file.h"

#include "base/files.h"
#include "base/log.h"
#include "workspace/copies.h"
#include "workspace/leftovers.h"
#include "workspace/migrations.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace driftwood::workspace {
namespace {

namespace fs = std::filesystem;
using Opened = Result<std::unique_ptr<Database>>;

Result<std::string> journalMode(Database& database, const char* sql) {
    auto rows = database.select<std::string>(sql, {}, [](RowReader row) { return row.text(); });
    if (!rows)
        return forward(rows);
    return rows->empty() ? std::string() : rows->front();
}

/// Write-ahead log with synchronous=NORMAL: every committed call survives the death of the process, because
/// the log is in the kernel's hands by then; a power cut may lose the last calls but leaves the file intact;
/// one writer does not block readers. Where the file system does not support it (SQLite then keeps its
/// rollback journal), every commit is synced, which survives both.
Status chooseJournal(Database& database) {
    auto mode = journalMode(database, "PRAGMA journal_mode");
    if (!mode)
        return forward(mode);
    // Changing the mode needs exclusive access, and SQLite does not wait for that as for other locks.
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

Error cannotMake(const fs::path& file, int error) {
    const bool full = error == ENOSPC || error == EDQUOT;
    return {full ? ErrorCode::NoSpace : ErrorCode::Io,
            std::string("the workspace file cannot be made: ") + std::strerror(error), file.string(),
            full ? "Free some space, or choose another folder."
                 : "Check that you may write to the folder, or choose another one."};
}

/// Creates a new file under another name first, so that no process ever sees a half-created one. An empty
/// file is therefore known to be damaged.
Status makeFile(const fs::path& file) {
    static std::atomic<int> made{0};
    const std::string temporary =
        file.string() + ".new" + std::to_string(++made) + ".tmp" + std::to_string(::getpid());
    const auto abandon = [&](Error error) -> Status {
        ::unlink(temporary.c_str());
        error.where = file.string();
        return tl::unexpected<Error>(std::move(error));
    };
    const int created = ::open(temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (created < 0)
        return tl::unexpected<Error>(cannotMake(file, errno));
    ::close(created);
    {
        auto database = Database::open(temporary);
        if (!database)
            return abandon(database.error());
        if (auto migrated = migrate(**database, migrations()); !migrated)
            return abandon(migrated.error());
    }
    if (::link(temporary.c_str(), file.c_str()) == 0 || errno == EEXIST) { // EEXIST: another was faster
        ::unlink(temporary.c_str());
        return {};
    }
    if (::rename(temporary.c_str(), file.c_str()) != 0) // for file systems without hard links
        return abandon(cannotMake(file, errno));
    return {};
}

Opened openToWrite(const fs::path& file) {
    auto database = Database::open(file);
    if (!database)
        return database;
    if (auto migrated = migrate(**database, migrations()); !migrated)
        return forward(migrated);
    if (auto journal = chooseJournal(**database); !journal)
        return forward(journal);
    return database;
}

/// Opens a read-only file in one of the possible ways; returns the last error if none works.
Opened openToRead(const fs::path& file, const std::string& why) {
    std::error_code failed;
    const auto logBytes = fs::file_size(file.string() + "-wal", failed);
    const bool hasLog = !failed && logBytes > 0;
    // Read uses the index of the write-ahead log while another program has the file open. Without a log, the
    // file alone is complete; with one, the index is kept in memory, which requires exclusive access.
    const std::array ways = {Database::Access::Read,
                             hasLog ? Database::Access::Alone : Database::Access::Immutable};
    Opened opened = fail(ErrorCode::Internal, "not opened yet", file.string());
    for (const Database::Access way : ways) {
        opened = Database::open(file, way);
        if (!opened)
            continue;
        if (auto current = checkCurrent(**opened, migrations()); !current)
            opened = forward(current);
        else
            break;
    }
    if (opened)
        (*opened)->setReadOnly(why);
    return opened;
}

/// Why the permissions do not allow writing here; empty when they do.
std::string whyNotPermitted(const fs::path& file) {
    for (const fs::path& path : {file, file.parent_path()})
        if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0)
            return errno == EROFS ? "its file system is read-only" : std::strerror(errno);
    return {};
}

/// Whether the name is that of a bundle (a model id) or of a checkpoint.
bool isOurs(std::string_view name) {
    return name.starts_with("run-") ||
           (name.size() == 12 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos);
}

/// Bundles contain records, and checkpoints indirectly do too: makes what older programs created with the
/// usual rights private to the user.
void keepPrivate(const fs::path& file) {
    for (const char* suffix : {"", "-wal", "-shm"})
        makePrivate(file.string() + suffix);
    const fs::path folder = file.parent_path();
    for (const char* name : {"activity.lock", "groups.lock"})
        makePrivate(folder / name);
    // Only Driftwood's entries are changed, because the folders themselves may be the user's.
    for (const fs::path& place : {folder / "models", folder / "checkpoints"}) {
        std::error_code failed;
        for (fs::directory_iterator at(place, failed), end; !failed && at != end; at.increment(failed))
            if (isOurs(at->path().filename().string()))
                makePrivate(at->path());
    }
}

} // namespace

Opened openWorkspaceFile(const fs::path& file) {
    std::error_code unreadable;
    const bool isNew = !fs::exists(file, unreadable);
    if (isNew) {
        if (auto made = makeFile(file); !made)
            return forward(made);
    } else if (fs::is_regular_file(file, unreadable) && fs::file_size(file, unreadable) == 0) {
        return fail(ErrorCode::CorruptData, "the workspace file is empty: it is damaged, or was never one",
                    file.string(), howToPutBack(file));
    }
    const std::string notPermitted = whyNotPermitted(file);
    if (!notPermitted.empty())
        return openToRead(file, notPermitted);
    Opened database = openToWrite(file);
    if (!database) {
        const ErrorCode code = database.error().code;
        if (code != ErrorCode::Io && code != ErrorCode::NoSpace)
            return database;
        Opened read = openToRead(file, isDiskFull(file) ? "the disk is full" : database.error().what);
        return read ? std::move(read) : std::move(database);
    }
    keepPrivate(file);
    if (!isNew)
        keepDailyCopy(**database);
    clearLeftovers(**database);
    return database;
}

} // namespace driftwood::workspace
