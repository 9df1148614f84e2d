#include "workspace/migrations.h"

#include "base/log.h"
#include "workspace/copies.h"

#include <unistd.h>

namespace driftwood::workspace {
namespace {

/// Identifies the file as a Driftwood workspace ("Drif") in SQLite's application_id.
constexpr std::int64_t kApplicationId = 0x44726966;
constexpr const char* kSetApplicationId = "PRAGMA application_id = 1148348774";
static_assert(kApplicationId == 1148348774);

const Migration kVersion1 = {
    R"(CREATE TABLE profiles (
        name TEXT PRIMARY KEY,
        bootstrap_servers TEXT NOT NULL,
        security TEXT NOT NULL,
        mechanism TEXT NOT NULL,
        username TEXT NOT NULL,
        password_source TEXT NOT NULL,
        ca_file TEXT NOT NULL,
        certificate_file TEXT NOT NULL,
        key_file TEXT NOT NULL,
        read_only INTEGER NOT NULL,
        extra TEXT NOT NULL
    ) STRICT)",
    R"(CREATE TABLE datasets (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        profile_name TEXT NOT NULL,
        manifest TEXT NOT NULL
    ) STRICT)",
    // A run keeps its data set's name even if the data set is removed; the model's lineage has the manifest.
    R"(CREATE TABLE runs (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        dataset_name TEXT NOT NULL,
        task TEXT NOT NULL,
        feature_spec TEXT NOT NULL,
        training_spec TEXT NOT NULL,
        incremental INTEGER NOT NULL,
        status TEXT NOT NULL,
        stop_reason TEXT NOT NULL,
        engine TEXT NOT NULL,
        steps INTEGER NOT NULL,
        model_id TEXT NOT NULL,
        parent_model_id TEXT NOT NULL,
        checkpoint_path TEXT NOT NULL,
        started_at TEXT NOT NULL,
        finished_at TEXT NOT NULL
    ) STRICT)",
    // Clustered in the order in which it is read. NULL stands for NaN.
    R"(CREATE TABLE metrics (
        run_id INTEGER NOT NULL REFERENCES runs(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        step INTEGER NOT NULL,
        value REAL,
        PRIMARY KEY (run_id, name, step)
    ) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE models (
        sequence INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        task TEXT NOT NULL,
        bundle_path TEXT NOT NULL,
        dataset_name TEXT NOT NULL,
        run_id INTEGER REFERENCES runs(id) ON DELETE SET NULL,
        parent_model_id TEXT NOT NULL,
        metrics TEXT NOT NULL,
        created_at TEXT NOT NULL
    ) STRICT)",
    R"(CREATE TABLE exports (
        sequence INTEGER PRIMARY KEY,
        model_id TEXT NOT NULL REFERENCES models(id) ON DELETE CASCADE,
        format TEXT NOT NULL,
        path TEXT NOT NULL,
        report TEXT NOT NULL,
        created_at TEXT NOT NULL
    ) STRICT)",
    R"(CREATE INDEX exports_of_model ON exports (model_id))",
    // The model may be a bundle that was never added to this workspace.
    R"(CREATE TABLE monitors (
        id INTEGER PRIMARY KEY,
        model_id TEXT NOT NULL,
        source_topic TEXT NOT NULL,
        target_topic TEXT NOT NULL,
        consumer_group TEXT NOT NULL,
        profile_name TEXT NOT NULL,
        running INTEGER NOT NULL,
        scored INTEGER NOT NULL,
        config TEXT NOT NULL,
        started_at TEXT NOT NULL,
        stopped_at TEXT NOT NULL
    ) STRICT)",
    R"(CREATE TABLE alarms (
        sequence INTEGER PRIMARY KEY,
        monitor_id INTEGER NOT NULL REFERENCES monitors(id) ON DELETE CASCADE,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        path TEXT NOT NULL,
        value REAL,
        threshold REAL,
        ranges TEXT NOT NULL,
        raised_at_ms INTEGER NOT NULL,
        cleared_at_ms INTEGER NOT NULL,
        UNIQUE (monitor_id, id)
    ) STRICT)",
};

/// Stores the history behind a monitor's charts, and the time range of an alarm's records.
const Migration kMonitorHistory = {
    "ALTER TABLE alarms ADD COLUMN from_ms INTEGER NOT NULL DEFAULT -1",
    "ALTER TABLE alarms ADD COLUMN to_ms INTEGER NOT NULL DEFAULT -1",
    R"(CREATE TABLE monitor_history (
        monitor_id INTEGER NOT NULL REFERENCES monitors(id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (monitor_id, kind, at_ms)
    ) STRICT, WITHOUT ROWID)",
};

/// Stores results of back-tests.
const Migration kBacktests = {
    R"(CREATE TABLE backtests (
        sequence INTEGER PRIMARY KEY,
        model_id TEXT NOT NULL REFERENCES models(id) ON DELETE CASCADE,
        dataset_name TEXT NOT NULL,
        validation_only INTEGER NOT NULL,
        ranges TEXT NOT NULL,
        from_ms INTEGER NOT NULL,
        to_ms INTEGER NOT NULL,
        rows INTEGER NOT NULL,
        metrics TEXT NOT NULL,
        alarms INTEGER NOT NULL,
        predictions_sha256 TEXT NOT NULL,
        created_at TEXT NOT NULL
    ) STRICT)",
    "CREATE INDEX backtests_of_model ON backtests (model_id)",
};

/// Stores where a data set's records were read; data sets read from servers named by hand have no profile.
/// Numbers of removed runs and monitors are never reused.
const Migration kOriginsAndNumbers = {
    "ALTER TABLE datasets ADD COLUMN bootstrap_servers TEXT NOT NULL DEFAULT ''",
    // Earlier programs stored servers named by hand as if they were a profile's name.
    R"(UPDATE datasets SET bootstrap_servers = profile_name, profile_name = ''
       WHERE instr(profile_name, ':') > 0 AND profile_name NOT IN (SELECT name FROM profiles))",
    "CREATE TABLE removed_numbers (kind TEXT PRIMARY KEY, highest INTEGER NOT NULL) STRICT, WITHOUT ROWID",
    R"(CREATE TRIGGER run_removed AFTER DELETE ON runs BEGIN
        INSERT INTO removed_numbers VALUES ('run', OLD.id)
        ON CONFLICT (kind) DO UPDATE SET highest = max(highest, excluded.highest);
    END)",
    R"(CREATE TRIGGER monitor_removed AFTER DELETE ON monitors BEGIN
        INSERT INTO removed_numbers VALUES ('monitor', OLD.id)
        ON CONFLICT (kind) DO UPDATE SET highest = max(highest, excluded.highest);
    END)",
};

/// Stores the user's notes on monitors and alarms, and which model replaced which.
const Migration kPeopleAndMonitors = {
    "ALTER TABLE monitors ADD COLUMN name TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE alarms ADD COLUMN details TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE alarms ADD COLUMN acknowledged_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE alarms ADD COLUMN acknowledged_at TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE alarms ADD COLUMN acknowledged_words TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE alarms ADD COLUMN muted_by TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE alarms ADD COLUMN muted_at TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE alarms ADD COLUMN muted_words TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE alarms ADD COLUMN muted_until_ms INTEGER NOT NULL DEFAULT 0",
    R"(CREATE TABLE promotions (
        id INTEGER PRIMARY KEY,
        from_monitor INTEGER NOT NULL REFERENCES monitors(id) ON DELETE CASCADE,
        to_monitor INTEGER NOT NULL REFERENCES monitors(id) ON DELETE CASCADE,
        state TEXT NOT NULL,
        asked_by TEXT NOT NULL,
        why TEXT NOT NULL,
        requested_at TEXT NOT NULL,
        done_at TEXT NOT NULL,
        positions TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT)",
};

/// Copies the file before a migration changes it.
Status keepCopy(Database& database, std::int64_t version) {
    const std::string copy = database.file().string() + ".version-" + std::to_string(version) + ".bak";
    const std::string fresh = copy + ".fresh.tmp" + std::to_string(::getpid());
    const auto abandon = [&](const std::string& why) {
        ::unlink(fresh.c_str());
        return fail(ErrorCode::Io, "cannot keep a copy of the older workspace before changing it: " + why,
                    copy, "Make room, or allow writing to the folder; the workspace is unchanged.");
    };
    if (auto written = writeCopy(database, fresh); !written)
        return abandon(written.error().what);
    // Another process may have migrated meanwhile; its copy of the older file must not be overwritten.
    if (auto now = database.number("PRAGMA user_version"); !now || *now != version) {
        ::unlink(fresh.c_str());
        return now ? Status{} : forward(now);
    }
    std::error_code failed;
    std::filesystem::rename(fresh, copy, failed);
    return failed ? abandon(failed.message()) : Status{};
}

/// The file's identification.
struct FileState {
    std::int64_t application = 0;
    std::int64_t version = 0;
    std::int64_t objects = 0; ///< number of tables etc.; 0: the file is new
};

Result<FileState> stateOf(Database& database) {
    // A snapshot, because another process may be creating the file at this moment.
    return database.snapshot([&]() -> Result<FileState> {
        auto application = database.number("PRAGMA application_id");
        if (!application)
            return forward(application);
        auto version = database.number("PRAGMA user_version");
        if (!version)
            return forward(version);
        auto objects = database.number("SELECT count(*) FROM sqlite_schema");
        if (!objects)
            return forward(objects);
        return FileState{*application, *version, *objects};
    });
}

Status checkKnown(const Database& database, std::int64_t version, std::int64_t newest) {
    if (version <= newest)
        return {};
    return fail(ErrorCode::Unsupported,
                "the workspace was written by a newer Driftwood (version " + std::to_string(version) +
                    " of the file; this program knows up to " + std::to_string(newest) + ")",
                database.file().string(), "Update Driftwood, or choose another folder.");
}

Result<FileState> checkedState(Database& database, std::span<const Migration> steps) {
    auto state = stateOf(database);
    if (!state)
        return state;
    if (state->objects > 0 && state->application != kApplicationId)
        return fail(ErrorCode::CorruptData,
                    "the file is an SQLite database, but not a workspace of Driftwood",
                    database.file().string(), "Choose another folder, or move the file away.");
    if (auto known = checkKnown(database, state->version, static_cast<std::int64_t>(steps.size())); !known)
        return forward(known);
    return state;
}

Status applySteps(Database& database, std::span<const Migration> steps) {
    // Read again under the write lock: another process may have migrated meanwhile.
    auto version = database.number("PRAGMA user_version");
    if (!version)
        return forward(version);
    if (auto known = checkKnown(database, *version, static_cast<std::int64_t>(steps.size())); !known)
        return known;
    for (auto step = static_cast<std::size_t>(*version); step < steps.size(); ++step) {
        for (const char* statement : steps[step]) {
            if (auto done = database.execute(statement); !done) {
                return fail(done.error().code,
                            "the workspace cannot be brought to version " + std::to_string(step + 1) +
                                " and stays as it was: " + done.error().what,
                            database.file().string(), done.error().hint);
            }
        }
    }
    if (auto marked = database.execute(kSetApplicationId); !marked)
        return forward(marked);
    const std::string setVersion = "PRAGMA user_version = " + std::to_string(steps.size());
    if (auto marked = database.execute(setVersion.c_str()); !marked)
        return forward(marked);
    return {};
}

} // namespace

std::span<const Migration> migrations() {
    static const std::vector<Migration> kAll = {
        kVersion1,
        {"ALTER TABLE profiles ADD COLUMN label TEXT NOT NULL DEFAULT ''"},
        kMonitorHistory,
        // Stores the user's choices for a data set's fields; empty: none yet.
        {"ALTER TABLE datasets ADD COLUMN roles TEXT NOT NULL DEFAULT ''"},
        kBacktests,
        kOriginsAndNumbers,
        kPeopleAndMonitors,
        // JSON of how the connection's schema registry is reached; empty: it has none.
        {"ALTER TABLE profiles ADD COLUMN registry TEXT NOT NULL DEFAULT ''"},
        // The decodings chosen for a topic: names of formats, or "auto", "text", "raw".
        {R"(CREATE TABLE topic_decodings (
            profile_name TEXT NOT NULL, topic TEXT NOT NULL, value TEXT NOT NULL, key TEXT NOT NULL,
            PRIMARY KEY (profile_name, topic)))"},
        // JSON of the fields that the connection masks; empty: none.
        {"ALTER TABLE profiles ADD COLUMN masks TEXT NOT NULL DEFAULT ''"},
    };
    return kAll;
}

Status checkCurrent(Database& database, std::span<const Migration> steps) {
    auto state = checkedState(database, steps);
    if (!state)
        return forward(state);
    if (state->version == static_cast<std::int64_t>(steps.size()))
        return {};
    return fail(ErrorCode::Io,
                "the workspace was written by an older Driftwood and cannot be brought up to date where it "
                "cannot be written",
                database.file().string(), "Make it writable, or copy the folder to where it is.");
}

Status migrate(Database& database, std::span<const Migration> steps) {
    auto state = checkedState(database, steps);
    if (!state)
        return forward(state);
    if (state->version == static_cast<std::int64_t>(steps.size()))
        return {};
    if (state->version > 0) {
        log::info("workspace: migrating " + database.file().string());
        if (auto kept = keepCopy(database, state->version); !kept)
            return kept;
    }
    return database.transaction([&] { return applySteps(database, steps); });
}

} // namespace driftwood::workspace
