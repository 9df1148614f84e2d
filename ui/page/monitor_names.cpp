#include "ui/page/monitor_names.h"

#include "ui/page/model_versions.h"

#include <QCoreApplication>
#include <vector>

namespace driftwood::ui {
namespace {

struct NameWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::MonitorNames)
};

} // namespace

QHash<qint64, QString> monitorNames(const session::StoreSnapshot& made) {
    struct Known {
        qint64 id;
        QString name;
        QString withModel;
    };
    std::vector<Known> all;
    QHash<QString, int> uses;
    for (const workspace::MonitorRow& row : made.monitors) {
        const QString model = versionedName(made, row.modelId);
        const QString name = row.name.empty() ? model : QString::fromStdString(row.name);
        all.push_back({row.id, name, NameWords::tr("%1 (%2)").arg(name, model)});
        ++uses[name];
        ++uses[all.back().withModel];
    }
    QHash<qint64, QString> names;
    for (const Known& one : all)
        names[one.id] = uses[one.name] == 1 ? one.name
                        : uses[one.withModel] == 1
                            ? one.withModel
                            : NameWords::tr("%1 (monitor %2)").arg(one.name).arg(one.id);
    return names;
}

} // namespace driftwood::ui
