#include "ui/models/models_page.h"

#include "evaluation/stored_model.h"
#include "session/app_context.h"
#include "ui/format/format.h"
#include "ui/models/backtests_view.h"
#include "ui/models/card_document.h"
#include "ui/models/card_language.h"
#include "ui/models/errors_view.h"
#include "ui/models/exports_panel.h"
#include "ui/models/model_exporter.h"
#include "ui/models/model_list.h"
#include "ui/models/model_overview.h"
#include "ui/models/model_questions.h"
#include "ui/models/model_words.h"
#include "ui/page/task_words.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/layout/page_tabs.h"
#include "ui/widgets/layout/three_columns.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"

#include <QAction>
#include <QDateTime>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QTimer>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

QString madeText(const std::string& createdAt, const QTimeZone& zone) {
    const QDateTime when = QDateTime::fromString(qt(createdAt), Qt::ISODateWithMs);
    return when.isValid() ? formatTime(when.toMSecsSinceEpoch(), zone, TimeDetail::Minutes) : qt(createdAt);
}

} // namespace

ModelsPage::ModelsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_columns(new ThreeColumns(QStringLiteral("models"), this))
    , m_list(new ModelList)
    , m_exporter(new ModelExporter(context.app, this))
    , m_questions(new ModelQuestions(context.app, this))
    , m_backtest(new QAction(tr("Back-test…"), this))
    , m_trainAgain(new QAction(tr("Train again…"), this))
    , m_attach(new QAction(icon(QStringLiteral("plug")), tr("Attach to topic…"), this)) {
    makePrimary(m_attach);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_columns);
    m_columns->setList(m_list);
    m_columns->setWork(buildWork());
    m_exports = new ExportsPanel(this);
    m_columns->setFacts(m_exports);
    connect(m_columns, &ThreeColumns::factsOverChanged, this, &Page::headerChanged);
    connect(m_exports, &ExportsPanel::graphRequested, m_exporter,
            [this](const model::Exporter* exporter) { m_exporter->exportGraph(*exporter); });
    connect(m_exports, &ExportsPanel::weightsRequested, m_exporter, &ModelExporter::exportWeights);
    connect(m_exports, &ExportsPanel::cardRequested, m_exporter, &ModelExporter::exportCard);
    connect(m_exporter, &ModelExporter::noticed, this, &Page::noticed);
    connect(m_list, &ModelList::chosen, this, &ModelsPage::choose);
    addQuestions();
    // Actions for the command palette: in a window 1280 px wide the panel with the buttons is folded.
    for (const model::Exporter* exporter : model::exporters())
        addExport(tr("Export %1…").arg(qt(exporter->title)),
                  [this, exporter] { m_exporter->exportGraph(*exporter); });
    addExport(tr("Export safetensors…"), [this] { m_exporter->exportWeights(); });
    addExport(tr("Export model card…"), [this] { m_exporter->exportCard(); });
    connect(m_backtest, &QAction::triggered, this, [this] {
        m_tabs->setCurrentIndex(BacktestsTab);
        m_backtests->focusChoice();
    });
    connect(m_attach, &QAction::triggered, this,
            [this] { Q_EMIT linkActivated(Link::attach(qt(m_model->id))); });
    connect(m_trainAgain, &QAction::triggered, this, [this] {
        Q_EMIT linkActivated(Link::newRun(qt(m_model->lineage.dataset.name), qt(m_model->id)));
    });
    connect(&context.app.store, &session::Store::changed, this, &ModelsPage::followStore);
    followStore();
}

QWidget* ModelsPage::buildWork() {
    auto* shown = new QWidget;
    auto* column = new QVBoxLayout(shown);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tabs = new PageTabs(tr("Views of the model"));
    m_tabs->addTab(tr("Overview"));
    m_tabs->addTab(tr("Errors"));
    m_tabs->addTab(tr("Back-tests"), 0);
    m_tabs->addTab(tr("Card"));
    column->addWidget(m_tabs);
    m_views = new QStackedWidget;
    m_overview = new ModelOverview;
    m_errors = new ErrorsView(m_context);
    m_backtests = new BacktestsView(m_context);
    m_card = new QTextBrowser;
    m_card->setOpenLinks(false);
    m_card->setFrameShape(QFrame::NoFrame);
    m_card->setAccessibleName(tr("Model card"));
    m_card->document()->setDocumentMargin(metrics::kGap16);
    for (QWidget* view : std::initializer_list<QWidget*>{m_overview, m_errors, m_backtests, m_card})
        m_views->addWidget(view);
    column->addWidget(m_views, 1);
    connect(m_tabs, &PageTabs::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    connect(m_overview, &ModelOverview::linkActivated, this, &Page::linkActivated);
    connect(m_errors, &ErrorsView::linkActivated, this, &Page::linkActivated);
    connect(m_backtests, &BacktestsView::linkActivated, this, &Page::linkActivated);

    m_empty = new EmptyState(QStringLiteral("models"), tr("No model yet"),
                             tr("A model comes out of a training run. Choose a data set and train one."));
    m_empty->setAction(tr("Go to training"));
    connect(m_empty, &EmptyState::actionTriggered, this,
            [this] { Q_EMIT linkActivated(Link::toPage(kTrainingPage)); });
    m_error = new ErrorCard;
    connect(m_error, &ErrorCard::actionTriggered, this, &ModelsPage::load);
    auto* failed = new QWidget;
    auto* failedColumn = new QVBoxLayout(failed);
    failedColumn->setContentsMargins(metrics::kGap36, metrics::kGap36, metrics::kGap36, metrics::kGap36);
    failedColumn->addWidget(m_error);
    failedColumn->addStretch();
    m_work = new QStackedWidget;
    m_work->insertWidget(EmptyPage, m_empty);
    m_work->insertWidget(LoadingPage, new QWidget); // empty: loading ends before anyone could read a text
    m_work->insertWidget(ModelPage, shown);
    m_work->insertWidget(FailedPage, failed);
    setGround(*m_work, Token::Surface);
    return m_work;
}

void ModelsPage::addQuestions() {
    const auto add = [this](const QString& text, const QString& objectName, const QKeySequence& key,
                            const std::function<void()>& ask) {
        auto* action = new QAction(text, this);
        action->setObjectName(objectName);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, ask);
        return action;
    };
    m_list->setModelActions({add(tr("Rename…"), QStringLiteral("renameModel"), Qt::Key_F2,
                                 [this] { m_questions->rename(m_modelId); }),
                             add(tr("Remove…"), QStringLiteral("removeModel"), QKeySequence::Delete,
                                 [this] { m_questions->remove(m_modelId); })});
    connect(m_questions, &ModelQuestions::noticed, this, &Page::noticed);
}

void ModelsPage::addExport(const QString& text, const std::function<void()>& exportIt) {
    auto* action = new QAction(text, this);
    addAction(action);
    connect(action, &QAction::triggered, this, [this, exportIt] {
        if (m_model)
            exportIt();
    });
}

bool ModelsPage::open(const Link& link) {
    if (link.to == Link::To::Model) {
        choose(link.name);
        return true;
    }
    return link.to == Link::To::Page;
}

QList<Crumb> ModelsPage::crumbs() const {
    const Link all = Link::toPage(kModelsPage);
    if (!m_model)
        return {{tr("Models"), false, std::nullopt}};
    const auto* row = m_context.app.store.snapshot().model(m_model->id);
    const int version = row != nullptr ? versionOf(m_context.app.store.snapshot().models, *row) : 1;
    return {{qt(m_model->name), false, all}, {tr("v%1").arg(version), false, std::nullopt}};
}

QList<QAction*> ModelsPage::headerActions() const {
    QList<QAction*> actions;
    if (m_columns->areFactsOver())
        actions << m_columns->factsAction();
    if (m_model)
        actions << m_backtest << m_trainAgain << m_attach;
    return actions;
}

void ModelsPage::focusFilter() { m_list->focusFilter(); }

bool ModelsPage::stopWhatRuns() {
    return m_views->currentIndex() == BacktestsTab ? m_backtests->stop() : m_errors->stop();
}

void ModelsPage::followStore() {
    const session::StoreSnapshot& made = m_context.app.store.snapshot();
    m_list->setModels(made);
    m_list->mark(m_modelId); // a new row may have been inserted before it
    const auto* row = m_model ? made.model(m_model->id) : nullptr;
    if (m_model && row == nullptr) { // it was removed
        m_model.reset();
        m_modelId.clear();
        m_exports->clear();
        m_work->setCurrentIndex(EmptyPage);
        Q_EMIT headerChanged();
    }
    if (m_modelId.isEmpty() && !made.models.empty())
        choose(qt(made.models.front().id));
    else if (m_model && row->name != m_model->name)
        load();
    else if (m_model)
        showModel(); // exports and attachments may have changed
}

void ModelsPage::choose(const QString& modelId) {
    if (modelId == m_modelId && m_model)
        return;
    m_modelId = modelId;
    m_list->mark(modelId);
    load();
}

void ModelsPage::load() {
    if (!m_model)
        m_work->setCurrentIndex(LoadingPage);
    m_loading = m_context.app.store.ask<std::shared_ptr<const model::TrainedModel>>(
        [id = m_modelId.toStdString()](workspace::Workspace& workspace) {
            return evaluation::loadStoredModel(workspace, id);
        },
        [this](Result<std::shared_ptr<const model::TrainedModel>> loaded) { take(std::move(loaded)); });
}

void ModelsPage::take(Result<std::shared_ptr<const model::TrainedModel>> loaded) {
    if (loaded) {
        m_model = std::move(*loaded);
        m_modelId = qt(m_model->id);
        showModel();
    } else {
        m_model.reset();
        m_exports->clear();
        m_error->setError(loaded.error(), tr("Try again"));
        m_work->setCurrentIndex(FailedPage);
    }
    Q_EMIT headerChanged();
}

void ModelsPage::showCard() {
    const QString card = qt(model::modelCard(*m_model, cardLanguage()));
    if (m_cardShown == card)
        return;
    m_cardShown = card;
    setCard(*m_card->document(), card);
    m_card->moveCursor(QTextCursor::Start); // showing the view also scrolls to the cursor
}

void ModelsPage::changeEvent(QEvent* event) {
    Page::changeEvent(event);
    const QEvent::Type type = event->type();
    if (!m_model || (type != QEvent::FontChange && type != QEvent::ApplicationFontChange &&
                     type != QEvent::PaletteChange))
        return;
    // The document keeps the sizes and colours that it was made with. Its view has the new ones a moment
    // later.
    m_cardShown.clear();
    QTimer::singleShot(0, this, [this] {
        if (m_model)
            showCard();
    });
}

void ModelsPage::showModel() {
    const session::StoreSnapshot& made = m_context.app.store.snapshot();
    const workspace::ModelRow* row = made.model(m_model->id);
    QStringList attachedTo;
    for (const workspace::MonitorRow& monitor : made.monitors)
        if (monitor.modelId == m_model->id && monitor.running)
            attachedTo << qt(monitor.sourceTopic);
    m_overview->setModel(*m_model, row != nullptr ? row->runId : 0, attachedTo, m_context.preferences.zone());
    showCard();
    m_exports->setModel(*m_model,
                        row != nullptr ? std::filesystem::path(row->bundlePath) : std::filesystem::path(),
                        made.exports);
    m_exporter->setModel(m_model);
    m_errors->setModel(m_model);
    m_backtests->setModel(m_model);
    m_tabs->setCount(BacktestsTab, m_backtests->count());
    m_tabs->setFacts(RichText(tr("%1   created %2"),
                              {plain(taskTitle(m_model->task)),
                               mono(madeText(m_model->lineage.createdAt, m_context.preferences.zone()))}));
    m_work->setCurrentIndex(ModelPage);
}

} // namespace driftwood::ui
