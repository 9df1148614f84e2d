#include "ui/shell/work_bar.h"

#include "ui/page/job_link.h"
#include "ui/shell/job_entry.h"
#include "ui/theme/elide.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/text/text_label.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPointer>
#include <QPushButton>
#include <QTimer>
#include <algorithm>
#include <chrono>
#include <utility>

namespace driftwood::ui {
namespace {

/// How long an ended job stays visible. Errors are also messages, and results have a page.
constexpr std::chrono::seconds kShownAfterEnd{8};
constexpr QChar kFactGap(0x2003);
constexpr qsizetype kLongestInMenu = 80;

/// Width of a widget in a row, with the gap to the next one.
int widthOf(const QWidget& widget, int gap) {
    return widget.isHidden() ? 0 : widget.sizeHint().width() + gap;
}

} // namespace

WorkBar::WorkBar(tasks::JobBoard& jobs, const Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_preferences(preferences)
    , m_work(new QHBoxLayout)
    , m_more(linkButton({}, this))
    , m_idle(textLabel(tr("No background work"), TextStyle::Small, Token::Ink3, this))
    , m_facts(textLabel({}, TextStyle::Small, Token::Ink2, this))
    , m_messages(linkButton({}, this))
    , m_zone(textLabel({}, TextStyle::Small, Token::Ink2, this)) {
    setScaled(*this, Extent::FixedHeight, metrics::kStatusHeight);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // its contents must not widen the window
    setAccessibleName(tr("Status"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kGap12, 1, metrics::kGap12, 0);
    row->setSpacing(metrics::kGap16);
    m_work->setSpacing(metrics::kGap12);
    m_work->addWidget(m_idle);
    row->addLayout(m_work);
    row->addWidget(m_more);
    row->addStretch();
    row->addWidget(m_facts);
    row->addWidget(m_messages);
    row->addWidget(m_zone);
    setMessageCount(0);
    m_more->hide();
    showZone();
    connect(m_more, &QPushButton::clicked, this, &WorkBar::showHiddenJobs);
    connect(m_messages, &QPushButton::clicked, this, [this] {
        forgetFailed([](const tasks::Job&) { return true; }); // the messages contain them
        Q_EMIT messagesRequested();
    });
    connect(&preferences, &Preferences::changed, this, &WorkBar::showZone);
    connect(&jobs, &tasks::JobBoard::added, this, &WorkBar::addJob);
    connect(&jobs, &tasks::JobBoard::removed, this, &WorkBar::removeJob);
    connect(&jobs, &tasks::JobBoard::ended, this, [this](tasks::Job* job) {
        if (job->state() != tasks::Job::State::Failed)
            QTimer::singleShot(kShownAfterEnd, job, [this, job] { removeJob(job); });
    });
}

void WorkBar::setPage(Page* page) {
    if (m_page != nullptr)
        disconnect(m_page, &Page::statusChanged, this, nullptr);
    m_page = page;
    connect(page, &Page::statusChanged, this, [this] {
        forgetSeen();
        arrange();
    });
    forgetSeen();
    arrange();
}

/// Removes failed jobs that the user has seen, on their page or in the messages; others stay.
void WorkBar::forgetSeen() {
    for (const JobEntry* entry : std::as_const(m_entries)) {
        const tasks::Job& job = entry->job();
        const auto link = jobLink(job);
        if (job.state() == tasks::Job::State::Failed && link && m_page != nullptr && m_page->shows(*link))
            QTimer::singleShot(kShownAfterEnd, entry, [this, entry] {
                forgetFailed([entry](const tasks::Job& each) { return &each == &entry->job(); });
            });
    }
}

void WorkBar::forgetFailed(const std::function<bool(const tasks::Job&)>& isMeant) {
    QList<tasks::Job*> read;
    for (tasks::Job* job : m_jobs.jobs())
        if (job->state() == tasks::Job::State::Failed && isMeant(*job))
            read.append(job);
    for (tasks::Job* job : std::as_const(read))
        removeJob(job);
}

bool WorkBar::event(QEvent* event) {
    const bool handled = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Resize)
        arrange();
    return handled;
}

void WorkBar::arrange() {
    const int room = width() - 2 * metrics::kGap12 - widthOf(*m_messages, metrics::kGap16) -
                     widthOf(*m_zone, metrics::kGap16);
    arrangeJobs(room - arrangeFacts(room));
}

int WorkBar::arrangeFacts(int room) {
    int jobs = m_entries.isEmpty() ? m_idle->sizeHint().width() : 0;
    for (const JobEntry* entry : m_entries)
        jobs += entry->minimumSizeHint().width() + metrics::kGap12;
    const QStringList all = m_page != nullptr ? m_page->statusFacts() : QStringList();
    const QFontMetrics metrics(m_facts->font());
    QStringList shown = all;
    int wide = 0;
    for (; !shown.isEmpty(); shown.removeLast()) {
        wide = metrics.horizontalAdvance(shown.join(kFactGap)) + 2 * metrics::kGap16;
        if (jobs + wide <= room)
            break;
    }
    if (const QString text = shown.join(kFactGap); text != m_facts->text())
        m_facts->setText(text);
    m_facts->setToolTip(shown == all ? QString() : all.join(QLatin1Char('\n')));
    m_facts->setVisible(!shown.isEmpty());
    return shown.isEmpty() ? 0 : wide;
}

void WorkBar::arrangeJobs(int room) {
    int needed = 0;
    for (const JobEntry* entry : m_entries)
        needed += entry->minimumSizeHint().width() + metrics::kGap12;
    qsizetype fitting = m_entries.size();
    if (needed > room) {
        const QString widest = tr("%n more", nullptr, static_cast<int>(m_entries.size()));
        int left = room - m_more->fontMetrics().horizontalAdvance(widest) - 2 * metrics::kGap16;
        fitting = 0;
        while (fitting < m_entries.size()) {
            left -= m_entries[fitting]->minimumSizeHint().width() + metrics::kGap12;
            if (left < 0)
                break;
            ++fitting;
        }
    }
    for (qsizetype i = 0; i < m_entries.size(); ++i)
        m_entries[i]->setVisible(i < fitting);
    const auto hidden = static_cast<int>(m_entries.size() - fitting);
    if (hidden > 0)
        m_more->setText(tr("%n more", nullptr, hidden));
    m_more->setVisible(hidden > 0);
}

void WorkBar::showHiddenJobs() {
    QMenu menu(this);
    for (const JobEntry* entry : m_entries) {
        if (!entry->isHidden())
            continue;
        const QPointer<const tasks::Job> job(&entry->job());
        QString text = cutText(entry->accessibleName(), kLongestInMenu, Qt::ElideMiddle);
        text.replace(QLatin1Char('&'), QStringLiteral("&&"));
        menu.addAction(text, this, [this, job] {
            if (job != nullptr)
                openJob(*job);
        });
    }
    menu.exec(m_more->mapToGlobal(QPoint(0, -menu.sizeHint().height())));
}

void WorkBar::openJob(const tasks::Job& job) {
    const auto link = jobLink(job);
    if (!link)
        return;
    Q_EMIT linkActivated(*link);
    forgetFailed([&job](const tasks::Job& each) { return &each == &job; });
}

void WorkBar::showZone() {
    if (m_preferences.timesAreUtc()) {
        m_zone->setText(tr("Times: UTC"));
        return;
    }
    const int minutes = m_preferences.zone().offsetFromUtc(QDateTime::currentDateTimeUtc()) / 60;
    m_zone->setText(tr("Times: Local (UTC%1%2:%3)")
                        .arg(minutes < 0 ? QChar(0x2212) : QChar('+'))
                        .arg(std::abs(minutes) / 60, 2, 10, QChar('0'))
                        .arg(std::abs(minutes) % 60, 2, 10, QChar('0')));
}

void WorkBar::setMessageCount(int count) {
    m_messages->setText(tr("%n message(s)", nullptr, count));
    m_messages->setVisible(count > 0);
}

void WorkBar::addJob(tasks::Job* job) {
    // A new attempt replaces the entry of the failed one.
    forgetFailed([job](const tasks::Job& each) { return &each != job && each.title() == job->title(); });
    auto* entry = new JobEntry(*job, this);
    connect(entry, &JobEntry::clicked, this, [this, job] { openJob(*job); });
    connect(entry, &JobEntry::stopRequested, job, &tasks::Job::stop);
    m_work->addWidget(entry);
    m_entries.append(entry);
    m_idle->hide();
    arrange();
}

void WorkBar::removeJob(tasks::Job* job) {
    const auto it = std::find_if(m_entries.begin(), m_entries.end(),
                                 [job](const JobEntry* entry) { return &entry->job() == job; });
    if (it == m_entries.end())
        return;
    (*it)->hide();
    (*it)->deleteLater();
    m_entries.erase(it);
    m_idle->setVisible(m_entries.isEmpty());
}

void WorkBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), color(Token::Window));
    painter.fillRect(QRect(0, 0, width(), 1), color(Token::Line));
}

} // namespace driftwood::ui
