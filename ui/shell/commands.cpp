#include "ui/shell/commands.h"

#include "ui/shell/place.h"

#include <QAction>
#include <QCoreApplication>

namespace driftwood::ui {
namespace {

struct CommandWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::CommandWords)
};

} // namespace

QList<Command> collectCommands(const session::Desk& desk, const Page* page,
                               const std::function<void(const Link&)>& go) {
    QList<Command> commands;
    const auto add = [&](const QString& name, const QString& kind, bool mono, const Link& link) {
        commands.append({name, kind, mono, [go, link] { go(link); }});
    };
    if (page != nullptr)
        for (QAction* action : page->headerActions())
            if (action->isEnabled())
                commands.append(
                    {action->text(), CommandWords::tr("action"), false, [action] { action->trigger(); }});
    for (const Place place : {Place::Browse, Place::DataSets, Place::Training, Place::Models, Place::Monitor,
                              Place::Settings, Place::Start})
        add(placeName(place), CommandWords::tr("page"), false, linkTo(place));
    for (const auto& topic : desk.connection.topics())
        add(QString::fromStdString(topic.info.name.value), CommandWords::tr("topic"), true,
            Link::topic(topic.info.name));
    const session::StoreSnapshot& made = desk.store.snapshot();
    for (const auto& row : made.datasets)
        add(QString::fromStdString(row.manifest.name), CommandWords::tr("data set"), false,
            Link::dataset(QString::fromStdString(row.manifest.name)));
    for (const auto& row : made.runs)
        add(QStringLiteral("%1 / %2").arg(QString::fromStdString(row.name),
                                          CommandWords::tr("run %1").arg(row.id)),
            CommandWords::tr("run"), false, Link::run(row.id));
    for (const auto& row : made.models)
        add(QStringLiteral("%1 %2").arg(QString::fromStdString(row.name), QString::fromStdString(row.id)),
            CommandWords::tr("model"), false, Link::model(QString::fromStdString(row.id)));
    for (const auto& row : made.monitors)
        add(CommandWords::tr("Monitor %1 on %2").arg(row.id).arg(QString::fromStdString(row.sourceTopic)),
            CommandWords::tr("monitor"), false, Link::monitor(row.id));
    return commands;
}

} // namespace driftwood::ui
