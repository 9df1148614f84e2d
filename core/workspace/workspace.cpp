#include "workspace/workspace.h"

#include "base/files.h"
#include "base/log.h"
#include "workspace/database.h"
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
    return std::unique_ptr<Workspace>(new Workspace(whole, std::move(*database)));
}

Workspace::Workspace(std::filesystem::path folder, std::unique_ptr<Database> database)
    : m_folder(std::move(folder))
    , m_database(std::move(database)) {}

Workspace::~Workspace() = default;

const std::string& Workspace::whyReadOnly() const { return m_database->whyReadOnly(); }

Result<std::int64_t> Workspace::writtenElsewhere() { return m_database->number("PRAGMA data_version"); }

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
