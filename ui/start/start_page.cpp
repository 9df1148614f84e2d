#include "ui/start/start_page.h"

#include "session/app_context.h"
#include "ui/connect/connecting.h"
#include "ui/page/demo_options.h"
#include "ui/start/demo_card.h"
#include "ui/start/profiles_item_model.h"
#include "ui/start/recent_entries.h"
#include "ui/start/recent_list.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/theme/scaled_size.h"
#include "ui/theme/type.h"
#include "ui/widgets/controls/select_on_focus.h"
#include "ui/widgets/lists/card_paint.h"
#include "ui/widgets/lists/two_line_delegate.h"
#include "ui/widgets/messages/confirm_dialog.h"
#include "ui/widgets/text/rich_line.h"
#include "ui/widgets/text/text_label.h"

#include <QAction>
#include <QDir>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kLeftWidth = 640;
constexpr int kRightWidth = 432;
constexpr int kColumnGap = 48;
constexpr int kMostRows = 8;
constexpr int kProfileRow = 36;
constexpr int kWidestServers = 300; ///< long server lists are cut: a cluster can have a dozen addresses
const TopicName kFirstDemoTopic("plant.machines");

QWidget* column(int width, QWidget* parent) {
    auto* widget = new QWidget(parent);
    widget->setMaximumWidth(width);
    auto* layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kGap24);
    return widget;
}

/// The card around the steps of the work flow.
class StepsBox : public QWidget {
  public:
    using QWidget::QWidget;

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        QPainter painter(this);
        paintCard(painter, rect(), Token::Surface, Token::Line2);
    }
};

} // namespace

StartPage::StartPage(const PageContext& context, AskForConnection askForConnection, QWidget* parent)
    : Page(parent)
    , m_context(context)
    , m_askForConnection(std::move(askForConnection))
    , m_paste(new QAction(tr("Paste client.properties…"), this))
    , m_new(new QAction(icon(QStringLiteral("plus")), tr("New connection…"), this)) {
    m_paste->setToolTip(
        tr("Adds a connection from the clipboard, in the format of Kafka's clients and kcat"));
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(metrics::kGap36, 40, metrics::kGap36, metrics::kGap36);
    row->setSpacing(kColumnGap);
    row->addStretch();
    row->addWidget(buildLeft(), 10);
    row->addWidget(buildRight(), 7);
    row->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    setGround(*content, Token::Surface);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);

    connect(m_new, &QAction::triggered, this, [this] { m_askForConnection({}, false); });
    connect(m_paste, &QAction::triggered, this, [this] { m_askForConnection({}, true); });
    connect(&context.app.store, &session::Store::changed, this, &StartPage::followStore);
    connect(&context.app.connection, &session::ConnectionSession::stateChanged, this,
            &StartPage::followConnection);
    followStore();
}

QWidget* StartPage::buildLeft() {
    QWidget* left = column(kLeftWidth, this);
    m_demo = new DemoCard(left);
    connect(m_demo, &DemoCard::openRequested, this, &StartPage::openDemo);
    left->layout()->addWidget(m_demo);

    m_connections = column(kLeftWidth, left);
    m_connections->layout()->setSpacing(metrics::kGap8);
    m_connections->layout()->addWidget(textLabel(tr("Connections"), TextStyle::Heading, Token::Ink, left));
    m_profiles = new ProfilesItemModel(this);
    m_profilesView = new QTableView(m_connections);
    m_profilesView->setModel(m_profiles);
    m_profilesView->setAccessibleName(tr("Connections"));
    m_profilesView->setItemDelegateForColumn(ProfilesItemModel::Name, new TreeDelegate(m_profilesView));
    m_profilesView->setShowGrid(false);
    m_profilesView->setSelectionBehavior(QAbstractItemView::SelectRows);
    selectOnFocus(*m_profilesView);
    m_profilesView->setTabKeyNavigation(false);
    m_profilesView->setContextMenuPolicy(Qt::CustomContextMenu);
    m_profilesView->verticalHeader()->hide();
    setScaled(*m_profilesView->verticalHeader(), Extent::Section, kProfileRow);
    m_profilesView->horizontalHeader()->setHighlightSections(false);
    setScaled(*m_profilesView->horizontalHeader(), Extent::MostSection, kWidestServers);
    m_profilesView->horizontalHeader()->setSectionResizeMode(ProfilesItemModel::Name, QHeaderView::Stretch);
    m_profilesView->horizontalHeader()->setSectionResizeMode(ProfilesItemModel::Servers,
                                                             QHeaderView::ResizeToContents);
    m_profilesView->horizontalHeader()->setSectionResizeMode(ProfilesItemModel::SecurityColumn,
                                                             QHeaderView::ResizeToContents);
    m_profilesView->horizontalHeader()->setSectionResizeMode(ProfilesItemModel::LastUsed,
                                                             QHeaderView::ResizeToContents);
    connect(m_profilesView, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { openProfile(index.row()); });
    connect(m_profilesView, &QTableView::activated, this,
            [this](const QModelIndex& index) { openProfile(index.row()); });
    connect(m_profilesView, &QTableView::customContextMenuRequested, this, &StartPage::showProfileMenu);
    m_connections->layout()->addWidget(m_profilesView);
    auto* note = new RichLine(tr("Connections are read-only until you unlock them. Browsing a topic joins no "
                                 "group, commits nothing and creates nothing."),
                              TextStyle::Small, Token::Ink3, m_connections);
    note->setWrap(true);
    m_connections->layout()->addWidget(note);
    left->layout()->addWidget(m_connections);
    left->layout()->addWidget(buildSteps());
    static_cast<QVBoxLayout*>(left->layout())->addStretch(1); // spare room is at the bottom
    return left;
}

QWidget* StartPage::buildSteps() {
    auto* steps = column(kLeftWidth, this);
    steps->layout()->setSpacing(metrics::kGap8);
    steps->layout()->addWidget(textLabel(tr("How it works"), TextStyle::Heading, Token::Ink, steps));
    auto* box = new StepsBox(steps);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    const QPair<QString, QString> texts[] = {
        {tr("Browse"), tr("Read any topic, search it, follow it live.")},
        {tr("Data set"), tr("Brush offset ranges on its timeline.")},
        {tr("Training"), tr("Fit a network; watch the loss.")},
        {tr("Monitor"), tr("Attach it; see drift; train again.")},
    };
    int number = 0;
    for (const auto& [title, text] : texts) {
        if (number > 0)
            row->addWidget(verticalLine(box));
        auto* step = new QVBoxLayout;
        step->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap12);
        step->setSpacing(metrics::kGap4);
        step->addWidget(
            new RichLine(RichText(tr("%1 %2"), {mono(QString::number(++number), Token::Ink3), strong(title)}),
                         TextStyle::Body, Token::Ink, steps));
        auto* line = new RichLine(text, TextStyle::Small, Token::Ink2, steps);
        line->setWrap(true);
        step->addWidget(line);
        row->addLayout(step, 1);
    }
    steps->layout()->addWidget(box);
    return steps;
}

QWidget* StartPage::buildRight() {
    m_right = column(kRightWidth, this);
    const auto add = [this](const QString& heading, const QString& page) {
        auto* list = new RecentList(heading, Link::toPage(page), m_right);
        connect(list, &RecentList::linkActivated, this, &Page::linkActivated);
        m_right->layout()->addWidget(list);
        return list;
    };
    m_datasets = add(tr("Data sets"), kDatasetsPage);
    m_models = add(tr("Models"), kModelsPage);
    m_monitors = add(tr("Monitors"), kMonitorPage);
    auto* keys =
        new RichLine(RichText(tr("%1 go to anything by name     %2 all keys"), {mono("Ctrl+K"), mono("F1")}),
                     TextStyle::Small, Token::Ink3, m_right);
    m_right->layout()->addWidget(keys);
    static_cast<QVBoxLayout*>(m_right->layout())->addStretch(1); // spare room is at the bottom
    return m_right;
}

bool StartPage::open(const Link& link) { return link.to == Link::To::Page; }

QList<Crumb> StartPage::crumbs() const { return {{tr("Start"), false, std::nullopt}}; }

QStringList StartPage::statusFacts() const {
    QString folder = QString::fromStdString(m_context.app.store.folder().string());
    if (folder.startsWith(QDir::homePath()))
        folder.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    return {tr("workspace %1").arg(folder)};
}

void StartPage::followStore() {
    const session::StoreSnapshot& made = m_context.app.store.snapshot();
    m_profiles->setProfiles(made.profiles);
    const int rows = m_profiles->rowCount();
    m_connections->setVisible(rows > 0);
    m_profilesView->setFixedHeight(m_profilesView->horizontalHeader()->sizeHint().height() +
                                   std::min(rows, kMostRows) * scaled(kProfileRow) + 2);
    m_datasets->setEntries(datasetEntries(made));
    m_models->setEntries(modelEntries(made));
    m_monitors->setEntries(monitorEntries(made));
    m_right->setVisible(!made.datasets.empty() || !made.models.empty() || !made.monitors.empty());
}

void StartPage::openDemo() {
    m_openingDemo = true;
    m_demo->setOpening(true);
    m_context.app.connection.openDemo(windowDemo());
}

void StartPage::openProfile(int row) {
    const broker::ConnectionProfile profile = m_profiles->profile(row);
    connectSaved(m_context.app, profile, window());
}

/// Shows the topics after a connection was opened while this page was visible.
void StartPage::followConnection() {
    using State = session::ConnectionSession::State;
    const State state = m_context.app.connection.state();
    if (state == State::Connecting) {
        m_opening = m_opening || isVisible(); // opened by the list, the dialog or the header's menu
        return;
    }
    m_demo->setOpening(false);
    const bool demo = std::exchange(m_openingDemo, false);
    const bool opening = std::exchange(m_opening, false);
    if (state != State::Connected || !opening)
        return;
    Q_EMIT linkActivated(demo ? Link::topic(kFirstDemoTopic) : Link::toPage(kBrowsePage));
}

void StartPage::showProfileMenu(const QPoint& at) {
    const QModelIndex index = m_profilesView->indexAt(at);
    if (!index.isValid())
        return;
    const broker::ConnectionProfile profile = m_profiles->profile(index.row());
    QMenu menu(this);
    menu.addAction(tr("Connect"), this, [this, index] { openProfile(index.row()); });
    menu.addAction(tr("Edit…"), this, [this, profile] { m_askForConnection(profile, false); });
    menu.addAction(tr("Remove…"), this, [this, profile] {
        const QString name = QString::fromStdString(profile.name);
        if (ConfirmDialog::ask({tr("Remove the connection %1").arg(name),
                                tr("Its data sets, models and monitors stay. A password stored for it in the "
                                   "keychain is deleted."),
                                tr("Remove")},
                               this))
            m_context.app.store.change([profile](workspace::Workspace& workspace) -> Status {
                if (auto removed = workspace.removeProfile(profile.name); !removed)
                    return removed;
                return removeKeptPassword(profile);
            });
    });
    menu.exec(m_profilesView->viewport()->mapToGlobal(at));
}

} // namespace driftwood::ui
