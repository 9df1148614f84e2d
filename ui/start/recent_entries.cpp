#include "ui/start/recent_entries.h"

#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/itemmodels/training/metric_words.h"
#include "ui/page/model_versions.h"
#include "ui/page/monitor_names.h"
#include "ui/page/task_words.h"

#include <QCoreApplication>
#include <algorithm>

namespace driftwood::ui {
namespace {

struct RecentWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::RecentWords)
};

/// The headline metric, formatted as on the other pages.
QString headlineFigure(training::Task task, const workspace::StoredQuality& quality) {
    const std::string_view name = training::objectiveOf(task).headline().name;
    const auto value = quality.evaluation.get(std::string(name));
    return value ? QStringLiteral("%1 %2").arg(metricTitle(name), formatNumber(*value)) : QString();
}

QString aboutModel(const workspace::ModelRow& row) {
    const auto task = training::taskFromName(row.task);
    if (!task)
        return qt(row.task);
    QStringList parts{taskTitle(*task), headlineFigure(*task, row.quality.valueOrNone())};
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
                        versionedName(made, row.id),
                        aboutModel(row),
                        {},
                        TagKind::Neutral,
                        Link::model(qt(row.id))});
    return entries;
}

QList<EntryListModel::Entry> monitorEntries(const session::StoreSnapshot& made) {
    QList<EntryListModel::Entry> entries;
    const auto names = monitorNames(made);
    for (const auto& row : made.monitors) {
        const int open = made.alarmsToLookAt(row.id); // counted like the badge on "Monitor"
        EntryListModel::Entry entry;
        entry.icon = QStringLiteral("monitor");
        entry.title = names.value(row.id);
        entry.about = RecentWords::tr("on %1").arg(qt(row.sourceTopic));
        entry.link = Link::monitor(row.id);
        if (open > 0) {
            entry.tag = RecentWords::tr("%n alarm(s)", nullptr, open);
            entry.tagKind = TagKind::Ember;
        } else {
            entry.tag = row.interrupted ? RecentWords::tr("interrupted")
                        : row.running   ? RecentWords::tr("running")
                                        : RecentWords::tr("stopped");
        }
        entries.append(entry);
    }
    return entries;
}

} // namespace driftwood::ui
