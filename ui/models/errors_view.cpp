#include "ui/models/errors_view.h"

#include "ui/format/format.h"
#include "ui/models/errors_report.h"
#include "ui/models/job_stack.h"
#include "ui/page/job_link.h"
#include "ui/page/row_words.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/text/rich_line.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

/// A data set with more records than this is read only on request.
constexpr std::int64_t kReadsByItself = 2'000'000;

/// In a low window or with large text the report scrolls, so that its parts never lie on one another.
QWidget* scrolled(QWidget* report) {
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(report);
    return area;
}

} // namespace

ErrorsView::ErrorsView(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_note(new RichLine(RichText(), TextStyle::Body, Token::Ink2))
    , m_report(new ErrorsReport)
    , m_stack(new JobStack(QStringLiteral("models"), tr("Not scored yet"), scrolled(m_report))) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto* bar = new Bar;
    m_note->setWrap(true);
    bar->addWidget(m_note, 1);
    bar->layout()->setAlignment(m_note, Qt::AlignVCenter);
    column->addWidget(bar);
    column->addWidget(m_stack, 1);
    connect(m_stack, &JobStack::startRequested, this, &ErrorsView::start);
    connect(m_stack, &JobStack::stopRequested, this, &ErrorsView::stop);
    connect(m_report, &ErrorsReport::linkActivated, this, &ErrorsView::linkActivated);
    connect(&m_context.app.connection, &session::ConnectionSession::stateChanged, this, &ErrorsView::refresh);
}

void ErrorsView::setModel(const std::shared_ptr<const model::TrainedModel>& model) {
    m_model = model;
    refresh();
}

ErrorsView::ErrorAnalysisJob* ErrorsView::job() const {
    const auto it = m_jobs.find(m_model->id);
    return it == m_jobs.end() ? nullptr : it->second.data();
}

bool ErrorsView::stop() {
    if (!m_model || job() == nullptr || job()->over())
        return false;
    job()->stop();
    return true;
}

QString ErrorsView::whyNot() const {
    const auto& connection = m_context.app.connection;
    if (connection.connection() == nullptr || connection.clusterId() != m_model->lineage.dataset.clusterId)
        return tr("Connect to the cluster that has %1")
            .arg(QString::fromStdString(m_model->lineage.dataset.topic.value));
    return {};
}

void ErrorsView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    refresh();
}

void ErrorsView::refresh() {
    if (!m_model)
        return;
    const auto analysis = m_analyses.find(m_model->id);
    const bool made = analysis != m_analyses.end();
    showNote(made ? analysis->second.get() : nullptr);
    if (made) {
        m_report->setAnalysis(analysis->second, m_context.preferences.zone());
        return m_stack->show(true, nullptr);
    }
    const QString why = whyNot();
    const qint64 records = m_model->lineage.dataset.records();
    if (job() == nullptr && why.isEmpty() && records <= kReadsByItself && isVisible())
        return start();
    const bool heldOut = !m_model->lineage.learnerType().inOnePass;
    m_stack->setUnmade(
        !why.isEmpty() ? RichText(why + QLatin1Char('.'))
        : heldOut ? RichText(tr("To see where the model is wrong, read %1 records of the data set and score "
                                "its validation part."),
                             {mono(formatCount(records))})
                  : RichText(tr("To see where the model is wrong, read %1 records of the data set and score "
                                "the last of them, although the model has learned from them."),
                             {mono(formatCount(records))}),
        !why.isEmpty() ? QString()
        : heldOut      ? tr("Score the validation part")
                       : tr("Score the last records"));
    m_stack->show(false, job());
}

void ErrorsView::showNote(const evaluation::ErrorAnalysis* analysis) {
    const Span name = strong(QString::fromStdString(m_model->lineage.dataset.name));
    if (analysis == nullptr) {
        m_note->setRichText(RichText(m_model->lineage.learnerType().inOnePass
                                         ? tr("The last records of %1, from which the model has learned")
                                         : tr("Validation part of %1"),
                                     {name}));
        return;
    }
    RichText note(analysis->learnedFrom
                      ? tr("%1 records of %2, scored again; the model has learned from them")
                      : tr("%1 records of the validation part of %2, scored again; the model has not learned "
                           "from them"),
                  {mono(formatCount(analysis->rows)), name});
    for (const QString& rows : rowNoteTexts(analysis->evaluation, false))
        note.gap().add(plain(rows + QLatin1Char('.')));
    m_note->setRichText(note);
}

void ErrorsView::start() {
    const auto connection = m_context.app.connection.connection();
    if (!connection || (job() != nullptr && !job()->over()))
        return;
    auto* started = m_context.app.jobs.start(std::make_unique<ErrorAnalysisJob>(
        tr("Errors of %1").arg(QString::fromStdString(m_model->name)),
        [connection, model = m_model](const ProgressSink& report,
                                      const std::stop_token& stop) -> Result<Analysis> {
            auto analysis = evaluation::analyseErrors(*connection, model, report, stop);
            if (!analysis)
                return forward(analysis);
            return std::make_shared<const evaluation::ErrorAnalysis>(std::move(*analysis));
        }));
    setJobLink(*started, Link::model(QString::fromStdString(m_model->id)));
    m_jobs[m_model->id] = started;
    connect(started, &tasks::Job::changed, this, [this, started] {
        if (job() == started)
            m_stack->show(false, started);
    });
    connect(started, &tasks::Job::ended, this, [this, started, id = m_model->id] {
        if (started->outcome())
            m_analyses[id] = *started->outcome();
        refresh();
    });
    m_stack->show(false, started);
}

} // namespace driftwood::ui
