#include "ui/shell/main_window.h"

#include "session/app_context.h"
#include "session/dataset_job.h"
#include "session/monitor_session.h"
#include "session/training_session.h"
#include "ui/connect/connecting.h"
#include "ui/page/cluster_label.h"
#include "ui/page/job_link.h"
#include "ui/shell/commands.h"
#include "ui/shell/connection_menu.h"
#include "ui/shell/header_bar.h"
#include "ui/shell/keys_dialog.h"
#include "ui/shell/messages.h"
#include "ui/shell/navigation_column.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/work_bar.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messages/banner.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/messages/on_screen.h"

#include <QAction>
#include <QCloseEvent>
#include <QDateTime>
#include <QMenu>
#include <QSettings>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

namespace driftwood::ui {
namespace {

using ConnectionState = session::ConnectionSession::State;

constexpr auto kGeometryKey = "window/geometry";
constexpr QSize kFirstSize(1440, 900);
constexpr QSize kLeastSize(metrics::kWindowMinWidth, metrics::kWindowMinHeight);
constexpr int kProductionLineHeight = 2;

/// A refused change is no fault of the workspace's file.
QString storeFailureTitle(const Error& error) {
    switch (error.code) {
    case ErrorCode::InvalidArgument:
    case ErrorCode::NotFound:
    case ErrorCode::AlreadyExists:
    case ErrorCode::Mismatch:
        return MainWindow::tr("This was not saved");
    default:
        return MainWindow::tr("The workspace cannot be used");
    }
}

} // namespace

MainWindow::MainWindow(PageContext context, PageEntries entries)
    : m_context(context)
    , m_navigation(new NavigationColumn(entries, this))
    , m_header(new HeaderBar(context.app, this))
    , m_productionLine(new QWidget(this))
    , m_banner(new Banner(this))
    , m_pages(new PageStack(context, std::move(entries), this))
    , m_workBar(new WorkBar(context.app.jobs, context.preferences, this)) {
    setWindowTitle(QStringLiteral("Driftwood"));
    // On a smaller screen the least size is reduced, so that the window fits; pages then scroll or elide.
    setMinimumSize(fittingSize(*this, kLeastSize));
    new DialogsOnScreen(this);
    build();
    m_toasts = new ToastArea(centralWidget());
    m_toasts->setBottomMargin(metrics::kStatusHeight);
    m_messages = new Messages(*m_toasts, this);

    connect(m_navigation, &NavigationColumn::pageChosen, this,
            [this](const QString& page) { go(Link::toPage(page)); });
    connect(m_navigation, &NavigationColumn::menuRequested, this, &MainWindow::showApplicationMenu);
    connect(m_header, &HeaderBar::connectionMenuRequested, this, &MainWindow::showConnectionMenu);
    connect(m_header, &HeaderBar::linkActivated, this, &MainWindow::go);
    connect(m_workBar, &WorkBar::linkActivated, this, &MainWindow::go);
    connect(m_workBar, &WorkBar::messagesRequested, this, [this] { m_messages->showList(this); });
    connect(m_pages, &PageStack::entered, this, &MainWindow::enter);
    connect(m_pages, &PageStack::noticed, m_messages, [this](const Notice& notice) {
        placeToasts();
        m_messages->say(notice, notice.link && m_pages->shows(*notice.link));
    });
    connect(m_messages, &Messages::linkActivated, this, &MainWindow::go);
    connect(m_messages, &Messages::countChanged, m_workBar, &WorkBar::setMessageCount);
    connect(&context.app.connection, &session::ConnectionSession::stateChanged, this,
            &MainWindow::followConnection);
    connect(m_banner, &Banner::actionTriggered, this, [this] {
        if (m_context.app.connection.state() == ConnectionState::Failed)
            connectAsking(m_context.app, m_context.app.connection.profile(), this);
        else
            m_context.app.connection.lookNow();
    });
    connect(&context.app.store, &session::Store::changed, this, &MainWindow::followStore);
    connect(&context.app.store, &session::Store::failed, this, [this](const Error& error) {
        m_messages->say({Notice::Kind::Error, storeFailureTitle(error), {}, {}, {}, error});
    });
    connect(&context.app.jobs, &tasks::JobBoard::ended, &context.app.store, &session::Store::refresh);
    // Queued: the pages, which know what is over, follow the same signals.
    const auto closeOver = [this] {
        QMetaObject::invokeMethod(m_messages, &Messages::closeOver, Qt::QueuedConnection);
    };
    connect(&context.app.connection, &session::ConnectionSession::stateChanged, this, closeOver);
    connect(&context.app.jobs, &tasks::JobBoard::added, this, closeOver);
    connect(&context.app.store, &session::Store::changed, this, closeOver);
    addKeys();
    followConnection();
    followStore();
    resize(fittingSize(*this, kFirstSize));
    restoreGeometry(QSettings().value(kGeometryKey).toByteArray());
    keepOnScreen(*this);
    m_firstSize = size();
}

MainWindow::~MainWindow() = default;

/// The frame's width, which may exceed the estimate, is known once the window is on the screen.
void MainWindow::fitIntoFrame() {
    setMinimumSize(fittingSize(*this, kLeastSize));
    if (size() == m_firstSize) // unless the size was changed since
        keepOnScreen(*this);
}

void MainWindow::build() {
    m_productionLine->setFixedHeight(kProductionLineHeight);
    m_productionLine->setAutoFillBackground(true);
    auto* frame = new QWidget(this);
    auto* column = new QVBoxLayout;
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget* part : std::initializer_list<QWidget*>{m_header, m_productionLine, m_banner})
        column->addWidget(part);
    column->addWidget(m_pages, 1);
    column->addWidget(m_workBar);
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_navigation);
    row->addLayout(column, 1);
    setCentralWidget(frame);
}

void MainWindow::addKey(const QKeySequence& keys, const std::function<void()>& act) {
    connect(new QShortcut(keys, this), &QShortcut::activated, this, act);
}

/// A key that acts on the page in front; there is none before the first go().
void MainWindow::addPageKey(const QKeySequence& keys, const std::function<void(Page&)>& act) {
    addKey(keys, [this, act] {
        if (Page* front = page())
            act(*front);
    });
}

void MainWindow::addKeys() {
    for (const PageEntry& entry : m_pages->entries())
        if (!entry.keys.isEmpty())
            addKey(QKeySequence(entry.keys), [this, id = entry.id] { go(Link::toPage(id)); });
    addKey(QKeySequence("Ctrl+K"), [this] { openPalette(); });
    addPageKey(QKeySequence("Ctrl+F"), [](Page& page) { page.focusFilter(); });
    addKey(QKeySequence("F5"), [this] { refresh(); });
    addKey(QKeySequence("Ctrl+R"), [this] { refresh(); });
    addPageKey(QKeySequence("Ctrl+Return"), triggerPrimary);
    addPageKey(QKeySequence("Ctrl+Enter"), triggerPrimary);
    addKey(QKeySequence(QKeySequence::Quit), [this] { close(); });
    addKey(QKeySequence("Alt+Left"), [this] { m_pages->back(); });
    addKey(QKeySequence("Alt+Right"), [this] { m_pages->forward(); });
    addKey(QKeySequence("F1"), [this] { showKeyList(); });
    addPageKey(QKeySequence("Esc"), [](Page& page) { page.stopWhatRuns(); });
}

void MainWindow::go(const Link& link) { m_pages->go(link); }
Page* MainWindow::page() const { return m_pages->page(); }
QString MainWindow::pageId() const { return m_pages->entry() == nullptr ? QString() : m_pages->entry()->id; }

void MainWindow::enter(const PageEntry& entry, Page* page) {
    m_navigation->setCurrent(entry.id);
    m_header->setPage(page);
    m_workBar->setPage(page);
    // Queued, so that the buttons at the page's foot are laid out before.
    connect(page, &Page::headerChanged, this, &MainWindow::placeToasts,
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::UniqueConnection));
    QMetaObject::invokeMethod(this, &MainWindow::placeToasts, Qt::QueuedConnection);
}

void MainWindow::placeToasts() {
    m_toasts->setBottomMargin(metrics::kStatusHeight + (page() != nullptr ? page()->footHeight() : 0));
}

void MainWindow::refresh() {
    m_context.app.connection.lookNow();
    m_context.app.store.refresh();
    if (Page* front = page())
        front->refresh();
}

void MainWindow::showKeyList() {
    const PageEntry* front = m_pages->entry();
    showKeys(this, front != nullptr ? front->purpose : QString());
}

void MainWindow::triggerPrimary(Page& page) {
    const QList<QAction*> actions = page.headerActions();
    const auto primary = std::find_if(actions.begin(), actions.end(), isPrimary);
    if (primary != actions.end() && (*primary)->isEnabled())
        (*primary)->trigger();
}

void MainWindow::openPalette() {
    auto* palette = new CommandPalette(collectCommands(m_context.app, m_pages->entries(), page(), this,
                                                       [this](const Link& link) { go(link); }),
                                       this);
    palette->show();
}

void MainWindow::followConnection() {
    const session::ConnectionSession& connection = m_context.app.connection;
    const ClusterLabel label = clusterLabel(connection.profile());
    QPalette ground = m_productionLine->palette();
    ground.setColor(QPalette::Window, clusterColor(label.colour));
    m_productionLine->setPalette(ground);
    m_productionLine->setVisible(label.production && connection.state() != ConnectionState::None);

    if (connection.state() != ConnectionState::Lost && connection.state() != ConnectionState::Failed) {
        m_banner->clear();
        return;
    }
    const auto since =
        QDateTime::fromSecsSinceEpoch(std::chrono::system_clock::to_time_t(connection.since()));
    const QString why = connection.error() ? errorText(*connection.error()) : QString();
    RichText text =
        connection.state() == ConnectionState::Lost
            ? RichText(tr("%1 at %2, tried again every 2 s. %3"),
                       {strong(tr("Connection lost")), mono(since.toString("HH:mm:ss")), plain(why)})
            : RichText(tr("%1. %2"), {strong(tr("No connection")), plain(why)});
    const auto& saved = m_context.app.store.snapshot().profiles;
    if (connection.state() == ConnectionState::Failed &&
        std::ranges::find(saved, connection.profile()) != saved.end())
        text.add(plain(QLatin1Char(' ') + tr("The connection is saved all the same.")));
    m_banner->showMessage(MessageKind::Error, text, tr("Try now"), QStringLiteral("plug"));
}

void MainWindow::followStore() {
    const session::StoreSnapshot& made = m_context.app.store.snapshot();
    int alarms = 0;
    for (const workspace::MonitorRow& monitor : made.monitors)
        alarms += made.alarmsToLookAt(monitor.id);
    m_navigation->setAlarmCount(alarms);
}

void MainWindow::showConnectionMenu(const QPoint& at) {
    ConnectionMenu menu(m_context.app, this);
    connect(&menu, &ConnectionMenu::newConnectionRequested, this, &MainWindow::connectRequested);
    menu.exec(at);
}

void MainWindow::showApplicationMenu(const QPoint& at) {
    QMenu menu(this);
    menu.addAction(tr("Start"), this, [this] { go(Link::toPage(kStartPage)); });
    menu.addAction(tr("Go to…"), QKeySequence("Ctrl+K"), this, &MainWindow::openPalette);
    menu.addAction(tr("Messages"), this, [this] { m_messages->showList(this); });
    menu.addSeparator();
    menu.addAction(tr("Settings"), QKeySequence("Ctrl+,"), this, [this] { go(Link::toPage(kSettingsPage)); });
    menu.addAction(tr("Keys"), QKeySequence("F1"), this, &MainWindow::showKeyList);
    menu.addAction(tr("About Driftwood"), this, &MainWindow::aboutRequested);
    menu.addSeparator();
    menu.addAction(tr("Quit"), QKeySequence(QKeySequence::Quit), this, &QWidget::close);
    menu.exec(at);
}

bool MainWindow::event(QEvent* event) {
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::Paint && !m_painted) {
        m_painted = true;
        QTimer::singleShot(0, this, [this] {
            fitIntoFrame();
            Q_EMIT firstFrameShown();
        });
    }
    if (event->type() == QEvent::WindowActivate)
        m_context.app.store.refresh(); // another program may have written to it meanwhile
    if (event->type() == QEvent::PaletteChange)
        followConnection();
    return handled;
}

MainWindow::StoppedByClosing MainWindow::stoppedByClosing() const {
    StoppedByClosing stopped;
    for (const tasks::Job* job : m_context.app.jobs.jobs()) {
        if (job->over())
            continue;
        if (const auto* monitor = qobject_cast<const session::MonitorSession*>(job))
            stopped.publishing += monitor->request().attachment.target.value.empty() ? 0 : 1;
        else if (qobject_cast<const session::TrainingSession*>(job) != nullptr)
            ++stopped.training;
        else if (const auto link = jobLink(*job); dynamic_cast<const session::DatasetJob*>(job) != nullptr &&
                                                  link && link->to == Link::To::Select)
            stopped.datasets << job->title(); // a data set that is only read again is not lost by stopping
    }
    return stopped;
}

void MainWindow::askToClose(const StoppedByClosing& stopped) {
    if (m_closing)
        return;
    QStringList sentences;
    if (stopped.publishing > 0)
        sentences << tr("%n monitor(s) publish predictions. They stop with the window, at their committed "
                        "offsets, and continue there when you resume them.",
                        nullptr, stopped.publishing);
    if (stopped.training > 0)
        sentences << tr("%n training run(s) stop with the window. Their steps so far are kept in a "
                        "checkpoint, from which you can resume them on the Training page.",
                        nullptr, stopped.training);
    if (!stopped.datasets.isEmpty())
        sentences << tr("Still being created, and lost on closing: %1.")
                         .arg(stopped.datasets.join(QStringLiteral(", ")));
    ConfirmDialog::Question question;
    question.title = tr("Close Driftwood?");
    question.text = sentences.join(QLatin1Char(' '));
    question.action = tr("Stop and close");
    question.destructive = false;
    m_closing = new ConfirmDialog(question, this);
    m_closing->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_closing, &QDialog::accepted, this, [this] {
        m_mayClose = true;
        close();
    });
    m_closing->open();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings().setValue(kGeometryKey, saveGeometry());
    if (const StoppedByClosing stopped = stoppedByClosing(); stopped.any() && !m_mayClose) {
        event->ignore();
        askToClose(stopped);
        return;
    }
    // Nothing is lost: a run keeps a checkpoint, an attachment commits its offsets, and both can be resumed
    // at the next start.
    hide();
    m_context.app.jobs.stopAll();
    event->accept();
}

} // namespace driftwood::ui
