#include "base/safe_name.h"
#include "workspace/activity_lock.h"
#include "workspace/database.h"
#include "workspace/stored_path.h"
#include "workspace/workspace.h"

#include <algorithm>

namespace driftwood::workspace {
namespace {

constexpr std::size_t kShortestPrefix = 4;

constexpr const char* kSelectModels =
    R"(SELECT id, name, task, bundle_path, dataset_name, run_id, parent_model_id,
    metrics, created_at FROM models)";

ModelRow readModel(RowReader row) {
    ModelRow model;
    model.id = row.text();
    model.name = row.text();
    model.task = row.text();
    model.bundlePath = row.text();
    model.datasetName = row.text();
    model.runId = row.integer();
    model.parentModelId = row.text();
    model.quality = Stored<StoredQuality>::fromText(row.text(), "model " + model.id);
    model.createdAt = row.text();
    return model;
}

Result<std::vector<ModelRow>> selectModels(Database& database, const std::filesystem::path& folder,
                                           const char* sql, const QVariantList& values) {
    auto found = database.select<ModelRow>(sql, values, readModel);
    if (found)
        for (ModelRow& model : *found)
            model.bundlePath = fromStored(folder, model.bundlePath);
    return found;
}

} // namespace

Status Workspace::addModel(const ModelRow& model) {
    if (model.id.empty())
        return fail(ErrorCode::InvalidArgument, "a model needs an id", "model " + model.name);
    auto added = m_database->insert("INSERT INTO models VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                    {text(model.id), text(model.name), text(model.task),
                                     text(toStored(m_folder, model.bundlePath)), text(model.datasetName),
                                     reference(model.runId), text(model.parentModelId),
                                     text(model.quality.text()), text(model.createdAt)});
    if (!added && added.error().code == ErrorCode::AlreadyExists)
        return fail(ErrorCode::AlreadyExists, "a model of this id already exists", "model " + model.id);
    if (!added && added.error().code == ErrorCode::NotFound)
        return tl::unexpected<Error>(m_database->notFound("run " + std::to_string(model.runId)));
    if (!added)
        return forward(added);
    return {};
}

Result<std::vector<ModelRow>> Workspace::models() {
    static const std::string kSql = std::string(kSelectModels) + " ORDER BY sequence DESC";
    return selectModels(*m_database, m_folder, kSql.c_str(), {});
}

Result<ModelRow> Workspace::model(const std::string& idOrName) {
    // One statement finds all candidates, so that they are from the same state of the file.
    static const std::string kSql = std::string(kSelectModels) +
                                    " WHERE id = ? OR name = ? OR (? AND substr(id, 1, length(?)) = ?)"
                                    " ORDER BY sequence DESC";
    const QVariant wanted = text(idOrName);
    const bool prefixAllowed = idOrName.size() >= kShortestPrefix;
    auto found =
        selectModels(*m_database, m_folder, kSql.c_str(), {wanted, wanted, prefixAllowed, wanted, wanted});
    if (!found)
        return forward(found);
    // A complete id or name takes precedence over a prefix.
    const auto sameId = [&](const ModelRow& row) { return row.id == idOrName; };
    const auto sameName = [&](const ModelRow& row) { return row.name == idOrName; };
    if (const auto exact = std::find_if(found->begin(), found->end(), sameId); exact != found->end())
        return *exact;
    if (const auto newest = std::find_if(found->begin(), found->end(), sameName); newest != found->end())
        return *newest;
    if (found->empty()) {
        Error error = m_database->notFound("model " + idOrName);
        error.hint = "Give a name, an id, or at least its first 4 characters.";
        return tl::unexpected<Error>(std::move(error));
    }
    if (found->size() > 1) {
        std::string ids;
        for (const ModelRow& row : *found)
            ids += (ids.empty() ? "" : ", ") + row.id + " (" + row.name + ")";
        return fail(ErrorCode::InvalidArgument, "several models begin with " + idOrName + ": " + ids,
                    m_folder.string(), "Give more characters of the id.");
    }
    return std::move(found->front());
}

Status Workspace::renameModel(const std::string& id, const std::string& name) {
    if (Status fine = checkName("a model", name); !fine)
        return fine;
    return m_database->changeOne("UPDATE models SET name = ? WHERE id = ?", {text(name), text(id)},
                                 "model " + id);
}

Status Workspace::removeModel(const std::string& id) {
    const auto all = monitors();
    if (!all)
        return tl::unexpected(all.error());
    for (const MonitorRow& monitor : *all) {
        if (monitor.modelId != id)
            continue;
        const auto atWork = isAtWork(monitor.id);
        if (!atWork)
            return tl::unexpected(atWork.error());
        if (*atWork)
            return fail(ErrorCode::InvalidArgument,
                        "monitor " + std::to_string(monitor.id) + " scores with the model right now",
                        "model " + id, "Stop it first.");
    }
    const auto trained = runs();
    if (!trained)
        return tl::unexpected(trained.error());
    for (const RunRow& run : *trained)
        if (run.parentModelId == id && run.status == RunStatus::Running)
            return fail(ErrorCode::InvalidArgument,
                        "run " + std::to_string(run.id) + " trains from the model right now", "model " + id,
                        "Stop it first.");
    return m_database->changeOne("DELETE FROM models WHERE id = ?", {text(id)}, "model " + id);
}

Status Workspace::addExport(const ExportRow& row) {
    auto added = m_database->insert("INSERT INTO exports VALUES (NULL, ?, ?, ?, ?, ?)",
                                    {text(row.modelId), text(row.format), text(toStored(m_folder, row.path)),
                                     text(row.comparison.text()), text(row.createdAt)});
    if (!added && added.error().code == ErrorCode::NotFound)
        return tl::unexpected<Error>(m_database->notFound("model " + row.modelId));
    if (!added)
        return forward(added);
    return {};
}

Result<std::vector<ExportRow>> Workspace::exports(const std::string& modelId) {
    auto found = m_database->select<ExportRow>(
        "SELECT model_id, format, path, report, created_at FROM exports WHERE model_id = ? ORDER BY sequence "
        "DESC",
        {text(modelId)}, [](RowReader row) {
            ExportRow made{row.text(), row.text(), row.text(), {}, {}};
            made.comparison = Stored<ExportComparison>::fromText(row.text(), made.path);
            made.createdAt = row.text();
            return made;
        });
    if (found)
        for (ExportRow& row : *found)
            row.path = fromStored(m_folder, row.path);
    return found;
}

} // namespace driftwood::workspace
