#include "ui/shell/work_bar.h"

#include "ui/page/job_link.h"
#include "ui/shell/job_entry.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTimer>
#include <algorithm>
#include <chrono>

namespace driftwood::ui {
namespace {

/// An end is seen for a moment; what went wrong is also a message, and a result has a page.
constexpr std::chrono::seconds kShownAfterEnd{8};
constexpr QChar kFactGap(0x2003);

} // namespace

WorkBar::WorkBar(session::JobBoard& jobs, const Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_jobs(jobs)
    , m_preferences(preferences)
    , m_work(new QHBoxLayout)
    , m_idle(textLabel(tr("No background work"), TextStyle::Small, Token::Ink3, this))
    , m_facts(textLabel({}, TextStyle::Small, Token::Ink2, this))
    , m_messages(linkButton({}, this))
    , m_zone(textLabel({}, TextStyle::Small, Token::Ink2, this)) {
    setFixedHeight(scaled(metrics::kStatusHeight));
    setAccessibleName(tr("Status"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::kGap12, 1, metrics::kGap12, 0);
    row->setSpacing(metrics::kGap16);
    m_work->setSpacing(metrics::kGap12);
    m_work->addWidget(m_idle);
    row->addLayout(m_work);
    row->addStretch();
    row->addWidget(m_facts);
    row->addWidget(m_messages);
    row->addWidget(m_zone);
    setMessageCount(0);
    showZone();
    connect(m_messages, &QPushButton::clicked, this, &WorkBar::messagesRequested);
    connect(&preferences, &Preferences::changed, this, &WorkBar::showZone);
    connect(&jobs, &session::JobBoard::added, this, &WorkBar::addJob);
    connect(&jobs, &session::JobBoard::removed, this, &WorkBar::removeJob);
    connect(&jobs, &session::JobBoard::ended, this, [this](session::Job* job) {
        if (job->state() != session::Job::State::Failed)
            QTimer::singleShot(kShownAfterEnd, job, [this, job] { removeJob(job); });
    });
}

void WorkBar::setPage(Page* page) {
    if (m_page != nullptr)
        disconnect(m_page, &Page::statusChanged, this, nullptr);
    m_page = page;
    connect(page, &Page::statusChanged, this, &WorkBar::showFacts);
    showFacts();
}

void WorkBar::showFacts() {
    m_facts->setText(m_page != nullptr ? m_page->statusFacts().join(kFactGap) : QString());
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

void WorkBar::addJob(session::Job* job) {
    auto* entry = new JobEntry(*job, this);
    connect(entry, &JobEntry::clicked, this, [this, job] {
        if (const auto link = jobLink(*job))
            Q_EMIT linkActivated(*link);
    });
    connect(entry, &JobEntry::stopRequested, job, &session::Job::stop);
    m_work->addWidget(entry);
    m_entries.append(entry);
    m_idle->hide();
}

void WorkBar::removeJob(session::Job* job) {
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
