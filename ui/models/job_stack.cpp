#include "ui/models/job_stack.h"

#include "tasks/job.h"
#include "ui/format/format.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/layout/stage_progress.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"

#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

using State = tasks::Job::State;

QWidget* insetPage(QWidget* inside) {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::kGap16, metrics::kGap16, metrics::kGap16, metrics::kGap16);
    column->addWidget(inside);
    column->addStretch();
    return page;
}

} // namespace

void showProgress(StageProgress& progress, const tasks::Job& job) {
    const Progress& done = job.progress();
    progress.setTitle(job.title());
    progress.setFigures(done.total > 0
                            ? RichText(JobStack::tr("%1 of %2 records"),
                                       {mono(formatCount(done.done)), mono(formatCount(done.total))})
                            : RichText());
    progress.setShare(done.total > 0 ? static_cast<double>(done.done) / static_cast<double>(done.total)
                                     : -1.0);
    const auto left = job.remaining();
    progress.setLeft(left ? RichText(JobStack::tr("%1 left").arg(formatDuration(*left))) : RichText());
    progress.setStopping(job.state() == State::Stopping);
}

JobStack::JobStack(const QString& iconName, const QString& title, QWidget* content, QWidget* parent)
    : QStackedWidget(parent)
    , m_content(content)
    , m_empty(new EmptyState(iconName, title, RichText()))
    , m_progress(new StageProgress)
    , m_error(new ErrorCard) {
    setGround(*this, Token::Surface);
    addWidget(m_empty);
    addWidget(insetPage(m_progress));
    addWidget(insetPage(m_error));
    addWidget(content);
    connect(m_empty, &EmptyState::actionTriggered, this, &JobStack::startRequested);
    connect(m_error, &ErrorCard::actionTriggered, this, &JobStack::startRequested);
    connect(m_progress, &StageProgress::stopRequested, this, &JobStack::stopRequested);
}

void JobStack::setUnmade(const RichText& sentence, const QString& action) {
    m_empty->setSentence(sentence);
    m_empty->setAction(action);
}

void JobStack::show(bool isMade, const tasks::Job* job) {
    if (isMade) {
        setCurrentWidget(m_content);
    } else if (job != nullptr && job->state() == State::Failed && job->error()) {
        m_error->setError(*job->error(), tr("Try again"));
        setCurrentIndex(2);
    } else if (job != nullptr && !job->over()) {
        showProgress(*m_progress, *job);
        setCurrentIndex(1);
    } else {
        setCurrentWidget(m_empty);
    }
}

} // namespace driftwood::ui
