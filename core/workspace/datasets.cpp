#include "base/safe_name.h"
#include "workspace/activity_lock.h"
#include "workspace/database.h"
#include "workspace/workspace.h"

namespace driftwood::workspace {
namespace {

struct StoredDataset {
    std::string name;
    std::string profileName;
    std::string manifestJson;
    std::string roles;
    std::string bootstrapServers;
};

constexpr const char* kSelectDatasets =
    "SELECT name, profile_name, manifest, roles, bootstrap_servers FROM datasets";

StoredDataset readDataset(RowReader row) {
    return {row.text(), row.text(), row.text(), row.text(), row.text()};
}

Result<Workspace::DatasetRow> understand(const StoredDataset& stored, const std::string& folder) {
    auto manifest = dataset::manifestFromJson(stored.manifestJson, folder + ", data set " + stored.name);
    if (!manifest)
        return forward(manifest);
    return Workspace::DatasetRow{
        std::move(*manifest), stored.profileName,
        Stored<features::KeptRoles>::fromText(stored.roles, "roles of data set " + stored.name),
        stored.bootstrapServers};
}

} // namespace

Status Workspace::addDataset(const dataset::Manifest& manifest, const std::string& profileName,
                             const std::string& bootstrapServers) {
    if (Status fine = checkName("a data set", manifest.name); !fine)
        return fine;
    auto added = m_database->execute(
        "INSERT INTO datasets (name, profile_name, manifest, bootstrap_servers) VALUES (?, ?, ?, ?)",
        {text(manifest.name), text(profileName), text(dataset::toJson(manifest)), text(bootstrapServers)});
    if (!added && added.error().code == ErrorCode::AlreadyExists) {
        return fail(ErrorCode::AlreadyExists, "a data set of this name already exists",
                    "data set " + manifest.name, "Choose another name; data sets are never overwritten.");
    }
    if (!added)
        return forward(added);
    return {};
}

Result<std::vector<Workspace::DatasetRow>> Workspace::datasets() {
    static const std::string kSql = std::string(kSelectDatasets) + " ORDER BY id DESC";
    auto stored = m_database->select<StoredDataset>(kSql.c_str(), {}, readDataset);
    if (!stored)
        return forward(stored);
    std::vector<DatasetRow> rows;
    for (const StoredDataset& row : *stored) {
        auto understood = understand(row, m_folder.string());
        if (!understood)
            return forward(understood);
        rows.push_back(std::move(*understood));
    }
    return rows;
}

Result<Workspace::DatasetRow> Workspace::dataset(const std::string& name) {
    static const std::string kSql = std::string(kSelectDatasets) + " WHERE name = ?";
    auto stored = m_database->select<StoredDataset>(kSql.c_str(), {text(name)}, readDataset);
    if (!stored)
        return forward(stored);
    if (stored->empty())
        return tl::unexpected<Error>(m_database->notFound("data set " + name));
    return understand(stored->front(), m_folder.string());
}

Status Workspace::setDatasetRoles(const std::string& name, const features::KeptRoles& roles) {
    const auto row = dataset(name);
    if (!row)
        return tl::unexpected(row.error());
    // A newer program's choices must not be lost to one that cannot read them.
    if (!row->roles.text().empty() && !row->roles.value())
        return tl::unexpected(row->roles.value().error());
    return m_database->changeOne("UPDATE datasets SET roles = ? WHERE name = ?",
                                 {text(toStoredText(roles)), text(name)}, "data set " + name);
}

Status Workspace::removeDataset(const std::string& name) {
    const auto inUse = [&](const std::string& who) {
        return fail(ErrorCode::InvalidArgument, who + " the data set right now", "data set " + name,
                    "Stop it first.");
    };
    const auto trained = runs();
    if (!trained)
        return tl::unexpected(trained.error());
    for (const RunRow& run : *trained)
        if (run.datasetName == name && run.status == RunStatus::Running)
            return inUse("run " + std::to_string(run.id) + " trains on");
    const auto attached = monitors();
    const auto known = models();
    if (!attached || !known)
        return tl::unexpected(attached ? known.error() : attached.error());
    for (const MonitorRow& monitor : *attached)
        for (const ModelRow& model : *known)
            if (model.id == monitor.modelId && model.datasetName == name) {
                const auto atWork = isAtWork(monitor.id);
                if (!atWork)
                    return tl::unexpected(atWork.error());
                if (*atWork)
                    return inUse("monitor " + std::to_string(monitor.id) + " scores with a model of");
            }
    return m_database->changeOne("DELETE FROM datasets WHERE name = ?", {text(name)}, "data set " + name);
}

} // namespace driftwood::workspace
