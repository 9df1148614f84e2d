#include "ui/models/model_questions.h"

#include "session/app_context.h"
#include "ui/page/model_versions.h"
#include "ui/page/monitor_names.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/messages/name_dialog.h"
#include "workspace/removal.h"

namespace driftwood::ui {
namespace {

/// Other entries of the workspace that refer to the model.
struct Dependents {
    QStringList monitors;       ///< names; they could no longer be resumed
    QString atWork;             ///< name of one that scores right now
    qint64 monitorAtWork = 0;   ///< its number
    QStringList runs;           ///< "run 4": trained from this model
    std::int64_t runAtWork = 0; ///< number of one that trains right now
};

Dependents dependentsOf(const session::StoreSnapshot& made, const std::string& modelId) {
    Dependents out;
    const QHash<qint64, QString> names = monitorNames(made);
    for (const workspace::MonitorRow& monitor : made.monitors) {
        if (monitor.modelId != modelId)
            continue;
        out.monitors << QStringLiteral("“%1”").arg(names.value(monitor.id));
        if (monitor.running) {
            out.atWork = out.monitors.last();
            out.monitorAtWork = monitor.id;
        }
    }
    for (const workspace::RunRow& run : made.runs) {
        if (run.parentModelId != modelId)
            continue;
        out.runs << ModelQuestions::tr("run %1").arg(run.id);
        if (run.status == workspace::RunStatus::Running)
            out.runAtWork = run.id;
    }
    return out;
}

} // namespace

ModelQuestions::ModelQuestions(session::AppContext& app, QWidget* parent)
    : QObject(parent)
    , m_app(app)
    , m_parent(parent) {}

void ModelQuestions::rename(const QString& modelId) {
    const std::string id = modelId.toStdString();
    const auto* row = m_app.store.snapshot().model(id);
    if (row == nullptr)
        return;
    auto* dialog = new NameDialog(tr("Rename %1").arg(versionedName(m_app.store.snapshot(), id)),
                                  QString::fromStdString(row->name), m_parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] {
        m_app.store.change([id, name = dialog->name().toStdString()](workspace::Workspace& workspace) {
            return workspace.renameModel(id, name);
        });
    });
    dialog->open();
}

void ModelQuestions::remove(const QString& modelId) {
    const std::string id = modelId.toStdString();
    const session::StoreSnapshot& made = m_app.store.snapshot();
    if (made.model(id) == nullptr)
        return;
    const QString name = versionedName(made, id);
    const Dependents dependents = dependentsOf(made, id);
    if (dependents.monitorAtWork != 0 || dependents.runAtWork != 0) {
        const bool scores = dependents.monitorAtWork != 0;
        Notice notice;
        notice.title = tr("%1 was not removed").arg(name);
        notice.text =
            scores ? tr("The monitor %1 scores with it right now. Stop it first.").arg(dependents.atWork)
                   : tr("Run %1 trains from it right now. Stop it first.").arg(dependents.runAtWork);
        notice.link = scores ? Link::monitor(dependents.monitorAtWork) : Link::run(dependents.runAtWork);
        notice.linkText = tr("Open");
        Q_EMIT noticed(notice);
        return;
    }
    QStringList sentences{
        tr("Its files in the workspace and its back-tests are deleted. Exported files, its run "
           "and its data set stay.")};
    if (!dependents.monitors.isEmpty())
        sentences << tr("%n monitor(s) can no longer be resumed: %1.", nullptr,
                        static_cast<int>(dependents.monitors.size()))
                         .arg(dependents.monitors.join(QStringLiteral(", ")));
    if (!dependents.runs.isEmpty())
        sentences << tr("%n run(s) began with it and stay: %1.", nullptr,
                        static_cast<int>(dependents.runs.size()))
                         .arg(dependents.runs.join(QStringLiteral(", ")));
    ConfirmDialog::Question question;
    question.title = tr("Remove the model %1").arg(name);
    question.text = RichText(sentences.join(QLatin1Char(' ')));
    question.action = tr("Remove");
    auto* dialog = new ConfirmDialog(question, m_parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, id] {
        m_app.store.change(
            [id](workspace::Workspace& workspace) { return workspace::removeModelAndBundle(workspace, id); });
    });
    dialog->open();
}

} // namespace driftwood::ui
