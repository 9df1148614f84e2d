#include "ui/start/recent_entries.h"

#include "ui/format/format.h"
#include "ui/page/task_words.h"

#include <QCoreApplication>
#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::ui {
namespace {

struct RecentWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::RecentWords)
};

/// The one figure that says how good it is, by task.
QString bestFigure(const std::string& metricsJson) {
    const auto metrics = nlohmann::json::parse(metricsJson, nullptr, false);
    if (!metrics.is_object())
        return {};
    for (const char* name : {"f1", "accuracy", "mae", "rmse", "loss"})
        if (const auto it = metrics.find(name); it != metrics.end() && it->is_number())
            return QStringLiteral("%1 %2").arg(QString::fromLatin1(name), formatNumber(it->get<double>()));
    return {};
}

QString aboutModel(const workspace::ModelRow& row) {
    const auto task = training::taskFromName(row.task);
    QStringList parts{task ? taskTitle(*task) : qt(row.task), bestFigure(row.metricsJson)};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

QList<EntryListModel::Entry> datasetEntries(const session::StoreSnapshot& made) {
    QList<EntryListModel::Entry> entries;
    for (const auto& row : made.datasets) {
        const dataset::Manifest& manifest = row.manifest;
        entries.append({QStringLiteral("datasets"),
                        qt(manifest.name),
                        RecentWords::tr("%1 records · %2")
                            .arg(formatCount(manifest.records()), qt(manifest.topic.value)),
                        {},
                        TagKind::Neutral,
                        Link::dataset(qt(manifest.name))});
    }
    std::stable_sort(entries.begin(), entries.end(), [&made](const auto& a, const auto& b) {
        const auto* left = made.dataset(a.title.toStdString());
        const auto* right = made.dataset(b.title.toStdString());
        return left->manifest.createdAt > right->manifest.createdAt;
    });
    return entries;
}

QList<EntryListModel::Entry> modelEntries(const session::StoreSnapshot& made) {
    QList<EntryListModel::Entry> entries;
    for (const auto& row : made.models)
        entries.append({QStringLiteral("models"),
                        qt(row.name),
                        aboutModel(row),
                        {},
                        TagKind::Neutral,
                        Link::model(qt(row.id))});
    return entries;
}

QList<EntryListModel::Entry> monitorEntries(const session::StoreSnapshot& made) {
    QList<EntryListModel::Entry> entries;
    for (const auto& row : made.monitors) {
        const auto open = std::ranges::count_if(made.alarms, [&row](const workspace::AlarmRow& alarm) {
            return alarm.monitorId == row.id && alarm.clearedAtMs == 0;
        });
        const auto* model = made.model(row.modelId);
        EntryListModel::Entry entry;
        entry.icon = QStringLiteral("monitor");
        entry.title = model != nullptr ? qt(model->name) : qt(row.modelId);
        entry.about = RecentWords::tr("on %1").arg(qt(row.sourceTopic));
        entry.link = Link::monitor(row.id);
        if (open > 0) {
            entry.tag = RecentWords::tr("%n alarm(s)", nullptr, static_cast<int>(open));
            entry.tagKind = TagKind::Ember;
        } else {
            entry.tag =
                row.running || row.interrupted ? RecentWords::tr("not stopped") : RecentWords::tr("stopped");
        }
        entries.append(entry);
    }
    return entries;
}

} // namespace driftwood::ui
