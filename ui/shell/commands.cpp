#include "ui/shell/commands.h"

#include "ui/connect/connecting.h"
#include "ui/page/model_versions.h"
#include "ui/page/monitor_names.h"

#include <QAction>
#include <QCoreApplication>
#include <utility>

namespace driftwood::ui {
namespace {

struct CommandWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::CommandWords)
};

} // namespace

QList<Command> collectCommands(session::AppContext& app, const PageEntries& pages, const Page* page,
                               QWidget* window, const std::function<void(const Link&)>& go) {
    QList<Command> commands;
    const auto add = [&](const QString& name, const QString& kind, bool mono, const Link& link) {
        commands.append({name, kind, mono, [go, link] { go(link); }});
    };
    if (page != nullptr) {
        // The actions in the header, and further ones that the page lists as its own.
        QList<QAction*> actions = page->headerActions();
        for (QAction* action : page->actions())
            if (!actions.contains(action))
                actions.append(action);
        for (QAction* action : std::as_const(actions))
            if (action->isEnabled() && !action->text().isEmpty())
                commands.append(
                    {action->text(), CommandWords::tr("action"), false, [action] { action->trigger(); }});
    }
    for (const PageEntry& entry : pages)
        add(entry.name, CommandWords::tr("page"), false, Link::toPage(entry.id));
    for (const auto& topic : app.connection.topics())
        add(QString::fromStdString(topic.info.name.value), CommandWords::tr("topic"), true,
            Link::topic(topic.info.name));
    const session::StoreSnapshot& made = app.store.snapshot();
    for (const broker::ConnectionProfile& profile : made.profiles)
        commands.append({QString::fromStdString(profile.name), CommandWords::tr("connection"), false,
                         [&app, profile, window] { connectSaved(app, profile, window); }});
    for (const auto& row : made.datasets)
        add(QString::fromStdString(row.manifest.name), CommandWords::tr("data set"), false,
            Link::dataset(QString::fromStdString(row.manifest.name)));
    for (const auto& row : made.runs)
        add(QStringLiteral("%1 / %2").arg(QString::fromStdString(row.name),
                                          CommandWords::tr("run %1").arg(row.id)),
            CommandWords::tr("run"), false, Link::run(row.id));
    for (const auto& row : made.models)
        add(QStringLiteral("%1 %2").arg(versionedName(made, row.id), QString::fromStdString(row.id)),
            CommandWords::tr("model"), false, Link::model(QString::fromStdString(row.id)));
    const auto names = monitorNames(made);
    for (const auto& row : made.monitors)
        add(CommandWords::tr("%1 on %2").arg(names.value(row.id), QString::fromStdString(row.sourceTopic)),
            CommandWords::tr("monitor"), false, Link::monitor(row.id));
    return commands;
}

} // namespace driftwood::ui
