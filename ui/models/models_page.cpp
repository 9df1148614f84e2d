#include "ui/models/models_page.h"

#include "session/desk.h"
#include "session/stored_model.h"
#include "ui/format/format.h"
#include "ui/itemmodels/grouped_item_model.h"
#include "ui/models/exports_panel.h"
#include "ui/models/model_exports.h"
#include "ui/models/model_overview.h"
#include "ui/models/model_words.h"
#include "ui/page/task_words.h"
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/error_card.h"
#include "ui/widgets/filter_field.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/three_columns.h"
#include "ui/widgets/two_line_delegate.h"

#include <QAction>
#include <QDateTime>
#include <QFileDialog>
#include <QPlainTextEdit>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr auto kFolderKey = "models/exportFolder";

QString qt(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }

QString madeText(const std::string& createdAt, const QTimeZone& zone) {
    const QDateTime when = QDateTime::fromString(qt(createdAt), Qt::ISODateWithMs);
    return when.isValid() ? formatTime(when.toMSecsSinceEpoch(), zone).left(16) : qt(createdAt);
}

GroupedEntry entryOf(const session::StoreSnapshot& made, const workspace::ModelRow& row) {
    const StoredFigure figure = storedFigure(row);
    const auto running = std::ranges::count_if(made.monitors, [&row](const workspace::MonitorRow& monitor) {
        return monitor.modelId == row.id && monitor.running;
    });
    GroupedEntry entry;
    entry.key = qt(row.id);
    entry.group = qt(row.name);
    entry.headline = figure.name;
    entry.title = ModelsPage::tr("v%1").arg(versionOf(made.models, row));
    entry.figure = figure.value;
    entry.second = row.runId > 0 ? ModelsPage::tr("run %1").arg(row.runId) : qt(row.task);
    entry.second += QStringLiteral(" · ") + (running > 0 ? ModelsPage::tr("attached to %n topic(s)", nullptr,
                                                                          static_cast<int>(running))
                                                         : qt(row.createdAt).left(10));
    return entry;
}

} // namespace

ModelsPage::ModelsPage(const PageContext& context, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_columns(new ThreeColumns(QStringLiteral("models"), this))
    , m_export(new QAction(icon(QStringLiteral("export")), tr("Export…"), this))
    , m_trainAgain(new QAction(tr("Train again…"), this))
    , m_attach(new QAction(icon(QStringLiteral("plug")), tr("Attach to topic…"), this)) {
    makePrimary(m_attach);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_columns);
    m_columns->setList(buildList());
    m_columns->setWork(buildWork());
    m_exports = new ExportsPanel(this);
    m_columns->setFacts(m_exports);
    connect(m_columns, &ThreeColumns::factsOverChanged, this, &Page::headerChanged);
    connect(m_exports, &ExportsPanel::torchScriptRequested, this, &ModelsPage::exportTorchScript);
    connect(m_exports, &ExportsPanel::weightsRequested, this, &ModelsPage::exportWeights);
    connect(m_exports, &ExportsPanel::cardRequested, this, &ModelsPage::exportCard);
    connect(m_export, &QAction::triggered, this, &ModelsPage::exportTorchScript);
    connect(m_attach, &QAction::triggered, this, [this] { Q_EMIT linkActivated(Link::attach(m_modelId)); });
    connect(m_trainAgain, &QAction::triggered, this,
            [this] { Q_EMIT linkActivated(Link::newRun(qt(m_model->lineage.dataset.name), m_modelId)); });
    connect(&context.desk.store, &session::Store::changed, this, &ModelsPage::followStore);
    followStore();
}

QWidget* ModelsPage::buildList() {
    auto* list = new QWidget;
    setGround(*list, Token::Window);
    auto* column = new QVBoxLayout(list);
    column->setContentsMargins(0, metrics::kGap8, 0, 0);
    column->setSpacing(metrics::kGap8);
    m_filter = new FilterField(tr("Filter models"));
    auto* top = new QHBoxLayout;
    top->setContentsMargins(metrics::kGap12, 0, metrics::kGap12, 0);
    top->addWidget(m_filter);
    column->addLayout(top);
    m_items = new GroupedItemModel(this);
    m_filtered = new QSortFilterProxyModel(this);
    m_filtered->setSourceModel(m_items);
    m_filtered->setRecursiveFilteringEnabled(true);
    m_filtered->setAutoAcceptChildRows(true);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list = new QTreeView;
    m_list->setModel(m_filtered);
    m_list->setItemDelegate(new TwoLineDelegate(m_list));
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(true);
    m_list->setIndentation(0);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("Models"));
    setGround(*m_list, Token::Window);
    column->addWidget(m_list, 1);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_filtered, &QAbstractItemModel::modelReset, m_list, &QTreeView::expandAll);
    connect(m_filtered, &QAbstractItemModel::rowsInserted, m_list, &QTreeView::expandAll);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (const QString key = index.data(GroupedItemModel::KeyRole).toString(); !key.isEmpty())
                    choose(key);
            });
    return list;
}

QWidget* ModelsPage::buildWork() {
    auto* shown = new QWidget;
    auto* column = new QVBoxLayout(shown);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tabs = new PageTabs(tr("Views of the model"));
    m_tabs->addTab(tr("Overview"));
    m_tabs->addTab(tr("Card"));
    column->addWidget(m_tabs);
    m_views = new QStackedWidget;
    m_overview = new ModelOverview;
    m_card = new QPlainTextEdit;
    m_card->setReadOnly(true);
    m_card->setFrameShape(QFrame::NoFrame);
    m_card->setAccessibleName(tr("Model card"));
    setTextStyle(*m_card, TextStyle::Value);
    m_views->addWidget(m_overview);
    m_views->addWidget(m_card);
    column->addWidget(m_views, 1);
    connect(m_tabs, &PageTabs::currentChanged, m_views, &QStackedWidget::setCurrentIndex);
    connect(m_overview, &ModelOverview::linkActivated, this, &Page::linkActivated);

    m_empty = new EmptyState(QStringLiteral("models"), tr("No model yet"),
                             tr("A model comes out of a training run. Choose a data set and train one."));
    m_empty->setAction(tr("Go to training"));
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        Link training;
        training.to = Link::To::Training;
        Q_EMIT linkActivated(training);
    });
    m_error = new ErrorCard;
    connect(m_error, &ErrorCard::actionTriggered, this, &ModelsPage::load);
    auto* failed = new QWidget;
    auto* failedColumn = new QVBoxLayout(failed);
    failedColumn->setContentsMargins(metrics::kGap36, metrics::kGap36, metrics::kGap36, metrics::kGap36);
    failedColumn->addWidget(m_error);
    failedColumn->addStretch();
    m_work = new QStackedWidget;
    m_work->addWidget(m_empty);
    m_work->addWidget(shown);
    m_work->addWidget(failed);
    setGround(*m_work, Token::Surface);
    return m_work;
}

bool ModelsPage::open(const Link& link) {
    if (link.to == Link::To::Model) {
        choose(link.name);
        return true;
    }
    return link.to == Link::To::Models;
}

QList<Crumb> ModelsPage::crumbs() const {
    Link all;
    all.to = Link::To::Models;
    if (!m_model)
        return {{tr("Models"), false, std::nullopt}};
    const auto* row = m_context.desk.store.snapshot().model(m_model->id);
    const int version = row != nullptr ? versionOf(m_context.desk.store.snapshot().models, *row) : 1;
    return {{qt(m_model->name), false, all}, {tr("v%1").arg(version), false, std::nullopt}};
}

QList<QAction*> ModelsPage::headerActions() const {
    QList<QAction*> actions;
    if (m_columns->areFactsOver())
        actions << m_columns->factsAction();
    if (m_model)
        actions << m_export << m_trainAgain << m_attach;
    return actions;
}

void ModelsPage::focusFilter() { m_filter->setFocus(Qt::ShortcutFocusReason); }

void ModelsPage::followStore() {
    const session::StoreSnapshot& made = m_context.desk.store.snapshot();
    std::vector<GroupedEntry> entries;
    for (const workspace::ModelRow& row : made.models)
        entries.push_back(entryOf(made, row));
    m_items->setEntries(entries);
    m_list->expandAll();
    if (m_modelId.isEmpty() && !made.models.empty())
        choose(qt(made.models.front().id));
    else if (m_model)
        showModel(); // exports and attachments may be new
}

void ModelsPage::choose(const QString& modelId) {
    if (modelId == m_modelId && m_model)
        return;
    m_modelId = modelId;
    const QModelIndex index = m_filtered->mapFromSource(m_items->indexOf(modelId));
    if (index.isValid() && m_list->currentIndex() != index)
        m_list->setCurrentIndex(index);
    load();
}

void ModelsPage::load() {
    m_loading = m_context.desk.store.ask<std::shared_ptr<const model::TrainedModel>>(
        [id = m_modelId.toStdString()](workspace::Workspace& workspace) {
            return session::loadStoredModel(workspace, id);
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
        m_error->setError(loaded.error(), tr("Try again"));
        m_work->setCurrentIndex(2);
    }
    Q_EMIT headerChanged();
}

void ModelsPage::showModel() {
    const session::StoreSnapshot& made = m_context.desk.store.snapshot();
    const workspace::ModelRow* row = made.model(m_model->id);
    QStringList attachedTo;
    for (const workspace::MonitorRow& monitor : made.monitors)
        if (monitor.modelId == m_model->id && monitor.running)
            attachedTo << qt(monitor.sourceTopic);
    m_overview->setModel(*m_model, row != nullptr ? row->runId : 0, attachedTo, m_context.preferences.zone());
    if (const QString card = qt(model::modelCard(*m_model)); m_card->toPlainText() != card)
        m_card->setPlainText(card);
    m_exports->setModel(*m_model,
                        row != nullptr ? std::filesystem::path(row->bundlePath) : std::filesystem::path(),
                        made.exports);
    m_tabs->setFacts(RichText(tr("%1   made %2"),
                              {plain(taskTitle(m_model->task)),
                               mono(madeText(m_model->lineage.createdAt, m_context.preferences.zone()))}));
    m_work->setCurrentIndex(1);
}

QString ModelsPage::askForFile(const QString& suffix, const QString& filter) {
    QSettings settings;
    const QString folder = settings.value(kFolderKey, QDir::homePath()).toString();
    QString name = qt(m_model->name);
    name.replace('/', '-');
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Export %1").arg(qt(m_model->name)),
                                     QStringLiteral("%1/%2%3").arg(folder, name, suffix), filter);
    if (!path.isEmpty())
        settings.setValue(kFolderKey, QFileInfo(path).absolutePath());
    return path;
}

void ModelsPage::exportTorchScript() {
    const auto connection = m_context.desk.connection.connection();
    if (!connection) {
        sayFailed(tr("Not exported"),
                  Error{ErrorCode::Unreachable,
                        "an export is compared with our own scoring on records of the log",
                        m_model->lineage.dataset.topic.value, "Connect to the cluster that has the topic."});
        return;
    }
    const QString path = askForFile(QStringLiteral(".pt"), tr("TorchScript (*.pt)"));
    if (path.isEmpty())
        return;
    follow(startTorchScriptExport(m_context.desk, connection, m_modelId, path), tr("TorchScript"), path);
}

void ModelsPage::exportWeights() {
    const QString path = askForFile(QStringLiteral(".safetensors"), tr("safetensors (*.safetensors)"));
    if (path.isEmpty())
        return;
    const auto* row = m_context.desk.store.snapshot().model(m_model->id);
    follow(startWeightsExport(m_context.desk, row != nullptr ? row->bundlePath : std::string(), path),
           tr("Weights"), path);
}

void ModelsPage::exportCard() {
    const QString path = askForFile(QStringLiteral(".md"), tr("Markdown (*.md)"));
    if (path.isEmpty())
        return;
    follow(startCardExport(m_context.desk, m_model, path), tr("Model card"), path);
}

void ModelsPage::follow(session::Job* job, const QString& what, const QString& path) {
    connect(job, &session::Job::ended, this, [this, job, what, path] {
        if (job->error())
            sayFailed(tr("%1 not written").arg(what), *job->error());
        else if (job->state() == session::Job::State::Finished)
            Q_EMIT noticed({Notice::Kind::Done, tr("%1 written").arg(what), path, {}, {}, {}});
    });
}

void ModelsPage::sayFailed(const QString& what, const Error& error) {
    Q_EMIT noticed({Notice::Kind::Error, what, {}, {}, {}, error});
}

} // namespace driftwood::ui
