// The user's changes to monitors and alarms: promotions, names, notes.
#include "session/app_context.h"
#include "ui/format/format.h"
#include "ui/monitor/alarm_note_dialog.h"
#include "ui/monitor/monitor_page.h"
#include "ui/monitor/promote_dialog.h"
#include "ui/monitor/shown_monitor.h"
#include "ui/page/cluster_label.h"
#include "ui/page/model_versions.h"
#include "ui/widgets/confirm_dialog.h"
#include "ui/widgets/name_dialog.h"

namespace driftwood::ui {

void MonitorPage::promote(const QString& modelId, bool back, const QString& warning) {
    auto* dialog = new PromoteDialog(m_context.app, m_shown->id(), modelId.toStdString(), back, window());
    dialog->setWarning(warning);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { m_book->promote(dialog->request()); });
    dialog->open();
}

void MonitorPage::notePromotion(const workspace::PromotionRow& promotion) {
    const session::StoreSnapshot& made = m_context.app.store.snapshot();
    QStringList places;
    for (const Position& position : monitoring::positionsOf(promotion))
        places << QStringLiteral("P%1 @ %2")
                      .arg(position.partition.value)
                      .arg(formatCount(position.offset.value));
    const auto* before = made.monitor(promotion.fromMonitorId);
    Notice notice;
    notice.kind = Notice::Kind::Info;
    notice.title = tr("Promoted");
    notice.text = tr("In the place of %1 since %2.")
                      .arg(before != nullptr ? versionedName(made, before->modelId) : tr("the other model"),
                           places.isEmpty() ? tr("its first record") : places.join(QStringLiteral(", ")));
    notice.link = Link::monitor(promotion.toMonitorId);
    notice.linkText = tr("Look");
    Q_EMIT noticed(notice);
    if (m_shown->isSet() && m_shown->id() == promotion.fromMonitorId) {
        m_successor = promotion.toMonitorId;
        showSuccessor();
    }
}

void MonitorPage::showSuccessor() {
    if (m_successor != 0 && m_book->row(m_successor) != nullptr)
        showMonitor(m_successor);
}

void MonitorPage::renameMonitor(qint64 id) {
    const workspace::MonitorRow* row = m_book->row(id);
    if (row == nullptr)
        return;
    auto* dialog = new NameDialog(tr("Rename the monitor"), QString::fromStdString(row->name), window(),
                                  versionedName(m_context.app.store.snapshot(), row->modelId));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, id] { m_book->rename(id, dialog->name()); });
    dialog->open();
}

void MonitorPage::removeMonitor(qint64 id) {
    const MonitorEntry entry = m_book->entry(id);
    if (entry.state == MonitorEntry::State::Elsewhere) {
        Notice notice;
        notice.kind = Notice::Kind::Info;
        notice.title = tr("“%1” was not removed").arg(entry.model);
        notice.text = tr("It runs in another window or terminal. Stop it there first.");
        Q_EMIT noticed(notice);
        return;
    }
    const bool running = isLive(entry.state);
    ConfirmDialog::Question question;
    question.title = tr("Remove monitor “%1”").arg(entry.model);
    const workspace::MonitorRow* row = m_book->row(id);
    question.text =
        running ? tr("It is running. Stop it first.")
        : row == nullptr || row->targetTopic.empty()
            ? tr("Its alarms and charts are forgotten. It has written nothing to Kafka.")
            : tr("Its alarms and charts are forgotten. What it wrote to Kafka stays: predictions, "
                 "and the positions of its group.");
    question.action = running ? tr("Stop it") : tr("Remove");
    question.destructive = !running;
    auto* dialog = new ConfirmDialog(question, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, id, running] {
        if (running) {
            m_book->stop(id);
            return;
        }
        const bool shown = m_shown->isSet() && m_shown->id() == id;
        m_book->remove(id);
        if (shown)
            m_shown->showNone();
    });
    dialog->open();
}

void MonitorPage::askToMakeTopics(const session::MonitorSession& session) {
    const ClusterLabel label = clusterLabel(session.profile());
    const std::vector<session::MissingTopic>& missing = session.missingTopics();
    ConfirmDialog::Question question;
    question.title = tr("Make the topic anew?");
    for (const session::MissingTopic& topic : missing) {
        question.text.add(RichText(
            tr("%1 is gone. Resuming makes it anew with %n partition(s).", nullptr, topic.partitions),
            {mono(QString::fromStdString(topic.name.value))}));
        question.text.add(plain(QStringLiteral(" ")));
    }
    question.text.add(tr("What was in it does not come back: the monitor goes on at its committed offsets."));
    question.action = tr("Make it and resume");
    question.typed = label.production ? QString::fromStdString(missing.front().name.value) : QString();
    question.cluster = label.text;
    question.clusterColor = label.colour;
    question.where = QString::fromStdString(session.profile().name);
    question.destructive = false;
    auto* dialog = new ConfirmDialog(question, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, id = m_shown->id(), from = session.request().attachment.startAt] {
                if (id == m_shown->id())
                    m_shown->resume(from, true);
                else
                    m_book->resume(id, from, true);
            });
    dialog->open();
}

void MonitorPage::acknowledge(const drift::Alarm& alarm) {
    auto* dialog = new AlarmNoteDialog(AlarmNoteDialog::About::Acknowledge, alarm, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, alarm, id = m_shown->id()] { m_book->acknowledge(id, alarm, dialog->note()); });
    dialog->open();
}

void MonitorPage::mute(const drift::Alarm& alarm, bool muted) {
    const qint64 id = m_shown->id();
    if (!muted) {
        m_book->mute(id, alarm, 0, {});
        return;
    }
    auto* dialog = new AlarmNoteDialog(AlarmNoteDialog::About::Mute, alarm, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
            [this, dialog, alarm, id] { m_book->mute(id, alarm, dialog->mutedUntilMs(), dialog->note()); });
    dialog->open();
}

} // namespace driftwood::ui
