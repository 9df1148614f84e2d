#include "ui/monitor/monitor_questions.h"

#include "session/app_context.h"
#include "ui/monitor/alarms/alarm_note_dialog.h"
#include "ui/monitor/promote_dialog.h"
#include "ui/monitor/shown_monitor.h"
#include "ui/page/cluster_label.h"
#include "ui/page/model_versions.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/messages/error_sentences.h"
#include "ui/widgets/messages/name_dialog.h"

#include <QMessageBox>
#include <QPushButton>

namespace driftwood::ui {

MonitorQuestions::MonitorQuestions(session::AppContext& app, MonitorBook& book, ShownMonitor& shown,
                                   QWidget* parent)
    : QObject(parent)
    , m_app(app)
    , m_book(book)
    , m_shown(shown)
    , m_parent(parent) {}

void MonitorQuestions::promote(const QString& modelId, bool back, const QString& warning) {
    auto* dialog = new PromoteDialog(m_app, m_shown.id(), modelId.toStdString(), back, m_parent->window());
    dialog->setWarning(warning);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_book.promote(dialog->request()); });
    dialog->open();
}

void MonitorQuestions::rename(qint64 id) {
    const workspace::MonitorRow* row = m_book.row(id);
    if (row == nullptr)
        return;
    auto* dialog = new NameDialog(tr("Rename the monitor"), QString::fromStdString(row->name),
                                  m_parent->window(), versionedName(m_app.store.snapshot(), row->modelId));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] { m_book.rename(id, dialog->name()); });
    dialog->open();
}

void MonitorQuestions::remove(qint64 id) {
    const MonitorEntry entry = m_book.entry(id);
    const bool running = isLive(entry.state);
    ConfirmDialog::Question question;
    question.title = tr("Remove monitor “%1”").arg(entry.model);
    const workspace::MonitorRow* row = m_book.row(id);
    question.text = running ? tr("It is running. Stop it first.")
                    : row == nullptr || row->targetTopic.empty()
                        ? tr("Its alarms and charts are deleted. It has written nothing to Kafka.")
                        : tr("Its alarms and charts are deleted. What it wrote to Kafka stays: predictions, "
                             "and the offsets of its group.");
    question.action = running ? tr("Stop it") : tr("Remove");
    question.destructive = !running;
    auto* dialog = new ConfirmDialog(question, m_parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, id, running] {
        if (running) {
            m_book.stop(id);
            return;
        }
        const bool shown = m_shown.isSet() && m_shown.id() == id;
        m_book.remove(id);
        if (shown)
            m_shown.showNone();
    });
    dialog->open();
}

void MonitorQuestions::makeTopics(const session::MonitorSession& session) {
    const ClusterLabel label = clusterLabel(session.profile());
    const std::vector<session::MissingTopic>& missing = session.missingTopics();
    ConfirmDialog::Question question;
    question.title = tr("Create the topic again?");
    for (const session::MissingTopic& topic : missing) {
        question.text.add(RichText(tr("%1 no longer exists. Resuming creates it again with %n partition(s).",
                                      nullptr, topic.partitions),
                                   {mono(QString::fromStdString(topic.name.value))}));
        question.text.add(plain(QStringLiteral(" ")));
    }
    question.text.add(tr("Its records do not come back: the monitor continues from its committed offsets."));
    question.action = tr("Create and resume");
    question.typed = label.production ? QString::fromStdString(missing.front().name.value) : QString();
    question.cluster = label.text;
    question.clusterColor = label.colour;
    question.where = QString::fromStdString(session.profile().name);
    question.destructive = false;
    auto* dialog = new ConfirmDialog(question, m_parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, id = m_shown.id(), from = session.request().attachment.startAt] {
                if (id == m_shown.id())
                    m_shown.resume(from, true);
                else
                    m_book.resume(id, from, true);
            });
    dialog->open();
}

void MonitorQuestions::whereToBegin(const Error& error) {
    auto* box = new QMessageBox(QMessageBox::Question, tr("Where should the monitor continue?"),
                                whatHappened(error), QMessageBox::Cancel, m_parent);
    box->setInformativeText(tr("Otherwise, records in between would be left out or scored again unnoticed."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    const auto choice = [&](const QString& text, scoring::StartAt from) {
        auto* button = box->addButton(text, QMessageBox::AcceptRole);
        connect(button, &QAbstractButton::clicked, this, [this, from] { m_shown.resume(from); });
    };
    choice(tr("At the first record available"), scoring::StartAt::Earliest);
    choice(tr("At the end: new records only"), scoring::StartAt::Latest);
    box->open();
}

void MonitorQuestions::acknowledge(const drift::Alarm& alarm) {
    auto* dialog = new AlarmNoteDialog(AlarmNoteDialog::About::Acknowledge, alarm, m_parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, alarm, id = m_shown.id()] { m_book.acknowledge(id, alarm, dialog->note()); });
    dialog->open();
}

void MonitorQuestions::mute(const drift::Alarm& alarm, bool muted) {
    const qint64 id = m_shown.id();
    if (!muted) {
        m_book.mute(id, alarm, 0, {});
        return;
    }
    auto* dialog = new AlarmNoteDialog(AlarmNoteDialog::About::Mute, alarm, m_parent->window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, alarm, id] { m_book.mute(id, alarm, dialog->mutedUntilMs(), dialog->note()); });
    dialog->open();
}

} // namespace driftwood::ui
