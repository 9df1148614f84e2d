#include "ui/shell/commands.h"

#include "ui/shell/place.h"

#include <QAction>
#include <QCoreApplication>

namespace driftwood::ui {

QList<Command> collectCommands(const session::Desk& desk, const Page* page,
                               const std::function<void(const Link&)>& go) {
    const auto tr = [](const char* text) { return QCoreApplication::translate("Commands", text); };
    QList<Command> commands;
    const auto add = [&](const QString& name, const QString& kind, bool mono, const Link& link) {
        commands.append({name, kind, mono, [go, link] { go(link); }});
    };
    if (page != nullptr)
        for (QAction* action : page->headerActions())
            if (action->isEnabled())
                commands.append({action->text(), tr(QT_TRANSLATE_NOOP("Commands", "action")), false,
                                 [action] { action->trigger(); }});
    for (const Place place : {Place::Browse, Place::DataSets, Place::Training, Place::Models, Place::Monitor,
                              Place::Settings, Place::Start})
        add(placeName(place), tr(QT_TRANSLATE_NOOP("Commands", "page")), false, linkTo(place));
    for (const auto& topic : desk.connection.topics())
        add(QString::fromStdString(topic.info.name.value), tr(QT_TRANSLATE_NOOP("Commands", "topic")), true,
            Link::topic(topic.info.name));
    const session::StoreSnapshot& made = desk.store.snapshot();
    for (const auto& row : made.datasets)
        add(QString::fromStdString(row.manifest.name), tr(QT_TRANSLATE_NOOP("Commands", "data set")), false,
            Link::dataset(QString::fromStdString(row.manifest.name)));
    for (const auto& row : made.runs)
        add(QStringLiteral("%1 / %2").arg(QString::fromStdString(row.name),
                                          tr(QT_TRANSLATE_NOOP("Commands", "run %1")).arg(row.id)),
            tr(QT_TRANSLATE_NOOP("Commands", "run")), false, Link::run(row.id));
    for (const auto& row : made.models)
        add(QStringLiteral("%1 %2").arg(QString::fromStdString(row.name), QString::fromStdString(row.id)),
            tr(QT_TRANSLATE_NOOP("Commands", "model")), false, Link::model(QString::fromStdString(row.id)));
    for (const auto& row : made.monitors)
        add(tr(QT_TRANSLATE_NOOP("Commands", "Monitor %1 on %2"))
                .arg(row.id)
                .arg(QString::fromStdString(row.sourceTopic)),
            tr(QT_TRANSLATE_NOOP("Commands", "monitor")), false, Link::monitor(row.id));
    return commands;
}

} // namespace driftwood::ui
