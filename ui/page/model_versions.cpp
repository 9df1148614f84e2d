#include "ui/page/model_versions.h"

namespace driftwood::ui {
namespace {

struct Version {
    int number = 1;
    int of = 1;
};

Version versionOf(const session::StoreSnapshot& made, const workspace::ModelRow& model) {
    Version version{0, 0};
    bool met = false;
    for (const workspace::ModelRow& other : made.models) { // newest first
        if (other.name != model.name)
            continue;
        ++version.of;
        met = met || other.id == model.id;
        if (met)
            ++version.number;
    }
    return version;
}

} // namespace

QString versionedName(const session::StoreSnapshot& made, const std::string& modelId) {
    const workspace::ModelRow* model = made.model(modelId);
    if (model == nullptr)
        return QString::fromStdString(modelId);
    const Version version = versionOf(made, *model);
    const QString name = QString::fromStdString(model->name);
    return version.of > 1 ? QStringLiteral("%1 v%2").arg(name).arg(version.number) : name;
}

std::pair<QString, QString> versionsOf(const session::StoreSnapshot& made, const std::string& first,
                                       const std::string& second) {
    const workspace::ModelRow* a = made.model(first);
    const workspace::ModelRow* b = made.model(second);
    if (a == nullptr || b == nullptr || a->name != b->name)
        return {versionedName(made, first), versionedName(made, second)};
    return {QStringLiteral("v%1").arg(versionOf(made, *a).number),
            QStringLiteral("v%1").arg(versionOf(made, *b).number)};
}

} // namespace driftwood::ui
