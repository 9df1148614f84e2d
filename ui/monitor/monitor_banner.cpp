#include "ui/monitor/monitor_banner.h"

#include "session/app_context.h"
#include "ui/format/format.h"
#include "ui/itemmodels/models/monitor_item_model.h"
#include "ui/monitor/monitor_words.h"
#include "ui/monitor/shown_monitor.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/error_words.h"

namespace driftwood::ui {

using State = MonitorEntry::State;

MonitorBanner::MonitorBanner(session::AppContext& app, MonitorBook& book, ShownMonitor& shown,
                             QWidget* parent)
    : Banner(parent)
    , m_app(app)
    , m_book(book)
    , m_shown(shown) {}

void MonitorBanner::refresh() {
    if (!m_shown.isSet()) {
        clear();
        return;
    }
    const qint64 id = m_shown.id();
    const auto* session = m_shown.session();
    const QString whyNot = m_book.whyNotResume(id);
    const QString resume = whyNot.isEmpty() ? tr("Resume") : QString();
    switch (m_shown.entry().state) {
    case State::Failed:
        if (session != nullptr && session->error()) {
            const auto& connection = m_app.connection;
            const TopicName target = m_shown.target();
            const auto& missing = session->missingTopics();
            RichText text = missing.empty() ? errorText(*session->error()) : RichText();
            for (const session::MissingTopic& topic : missing)
                text.add(
                    RichText(tr("The topic %1 no longer exists: Resume asks whether to create it again.") +
                                 QLatin1Char(' '),
                             {mono(QString::fromStdString(topic.name.value))}));
            if (missing.empty() && whyNot.isEmpty() && !target.value.empty() &&
                !connection.topics().empty() && connection.topic(target) == nullptr)
                text.add(
                    RichText(QLatin1Char(' ') +
                                 tr("The topic %1 no longer exists: Resume asks whether to create it again."),
                             {mono(QString::fromStdString(target.value))}));
            if (const QString loss = lossOfShown(); !loss.isEmpty())
                text.add(QLatin1Char(' ') + loss);
            showMessage(MessageKind::Error, text, resume);
        }
        return;
    case State::Away:
        showMessage(MessageKind::Error,
                    tr("The broker does not answer. The monitor waits and then continues from its last "
                       "offset by itself."),
                    {}, QStringLiteral("plug"));
        return;
    case State::Waiting:
        showMessage(
            MessageKind::Info,
            session != nullptr && !session->progress().detail.empty()
                ? tr("Waiting for the broker: %1").arg(QString::fromStdString(session->progress().detail))
            : session != nullptr && session->request().resumeMonitorId != 0 ? tr("Resuming…")
                                                                            : tr("Attaching…"));
        return;
    case State::Interrupted: {
        const QString loss = lossOfShown();
        const QString text =
            whyNot.isEmpty() && m_shown.target().value.empty()
                ? tr("Interrupted: Driftwood closed while it was running. Resume continues from the end of "
                     "the topic.")
            : whyNot.isEmpty()
                ? tr("Interrupted: Driftwood closed while it was running. Resume continues from the "
                     "committed offsets.")
                : tr("Interrupted: Driftwood closed while it was running. Waiting for connection: %1.")
                      .arg(whyNot);
        showMessage(loss.isEmpty() ? MessageKind::Info : MessageKind::Ember,
                    loss.isEmpty() ? text : text + QLatin1Char(' ') + loss, resume);
        return;
    }
    case State::Elsewhere: {
        const QString loss = lossOfShown();
        const QString text = tr("It runs in another window or terminal: its figures are drawn there.");
        showMessage(loss.isEmpty() ? MessageKind::Info : MessageKind::Ember,
                    loss.isEmpty() ? text : text + QLatin1Char(' ') + loss);
        return;
    }
    default:
        break;
    }
    refreshRunning();
}

void MonitorBanner::showSuccessor(const MonitorEntry& other) {
    const bool scores = isLive(other.state) || other.state == State::Elsewhere;
    showMessage(MessageKind::Info,
                scores ? tr("“%1” was promoted in its place and continues there.").arg(other.model)
                       : tr("“%1” was promoted in its place and is stopped, too: nothing is scored there. "
                            "Resume “%1” to continue.")
                             .arg(other.model));
}

/// The losses since the monitor was attached while it runs; otherwise all that the workspace knows.
QString MonitorBanner::lossOfShown() const {
    const TopicName target = m_shown.target();
    if (m_shown.figures() != nullptr)
        return lossText(*m_shown.figures(), target);
    session::MonitorFigures dropped;
    for (const broker::OffsetRange& range : m_shown.deliveryNotes().leftOut)
        dropped.leftOut += range.span();
    QStringList sentences{refusedText(m_shown.deliveryNotes().refused, target), lossText(dropped, target)};
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

void MonitorBanner::refreshRunning() {
    const auto* figures = m_shown.figures();
    if (m_shown.error())
        showMessage(MessageKind::Error, errorText(*m_shown.error()));
    else if (figures != nullptr && figures->groupShared)
        showMessage(MessageKind::Error, tr("Another program commits offsets for the group %1: records are "
                                           "scored twice. Stop one of the two.")
                                            .arg(QString::fromStdString(m_shown.group())));
    else if (const QString loss = lossOfShown(); !loss.isEmpty())
        showMessage(MessageKind::Ember, loss);
    else if (figures != nullptr && figures->beganAnew)
        showMessage(MessageKind::Info, tr("The demo was reopened with new topics: the monitor continues with "
                                          "the records that arrive from now on."));
    else if (figures != nullptr && figures->silence)
        showMessage(MessageKind::Info, tr("%1 is silent: no record for %2; the longest pause was %3.")
                                           .arg(QString::fromStdString(m_shown.source().value),
                                                formatDuration(figures->silence->since),
                                                formatDuration(figures->silence->usual)));
    else if (const qint64 other = m_book.successorOf(m_shown.id()); figures == nullptr && other != 0)
        showSuccessor(m_book.entry(other));
    else
        clear();
}

} // namespace driftwood::ui
