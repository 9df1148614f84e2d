#include "workspace/workspace.h"

#include "base/files.h"
#include "base/log.h"
#include "workspace/sqlite_workspace.h"
#include "workspace/workspace_file.h"

#include <QStandardPaths>
#include <QtGlobal>

#include <mutex>
#include <set>

namespace driftwood::workspace {
namespace {

constexpr const char* kFileName = "workspace.sqlite";

/// Logs a text once per process, because a window opens the workspace repeatedly.
void sayOnce(const std::string& text) {
    static std::mutex mutex;
    static std::set<std::string> said;
    const std::lock_guard lock(mutex);
    if (said.insert(text).second)
        log::warning(text);
}

} // namespace

Result<std::unique_ptr<Workspace>> Workspace::open(const std::filesystem::path& folder) {
    if (auto made = makeFolder(folder, FileAccess::Private); !made)
        return forward(made);
    const auto whole = std::filesystem::absolute(folder);
    auto database = openWorkspaceFile(whole / kFileName);
    if (!database)
        return forward(database);
    if (!(*database)->whyReadOnly().empty())
        sayOnce("the workspace cannot be written: " + (*database)->whyReadOnly() + " (" + whole.string() +
                ")");
    return std::make_unique<SqliteWorkspace>(whole, std::move(*database));
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
    // The generic folder, not the application's, because the window and the CLI share one workspace.
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation).toStdString() + "/driftwood";
}

} // namespace driftwood::workspace
