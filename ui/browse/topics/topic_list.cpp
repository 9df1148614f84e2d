#include "ui/browse/topics/topic_list.h"

#include "ui/format/format.h"
#include "ui/itemmodels/topics/topic_item_model.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/lists/two_line_delegate.h"
#include "ui/widgets/messages/empty_state.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/rich_line.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace driftwood::ui {

using session::ConnectionSession;

TopicList::TopicList(ConnectionSession& connection, QWidget* parent)
    : QFrame(parent)
    , m_connection(connection)
    , m_model(new TopicItemModel(this))
    , m_filter(new FilterField(tr("Filter topics")))
    , m_tree(new QTreeView)
    , m_stack(new QStackedWidget)
    , m_empty(new EmptyState(QStringLiteral("plug"), {}, RichText()))
    , m_error(new ErrorCard)
    , m_internal(new QCheckBox(tr("Internal topics")))
    , m_count(new RichLine(RichText(), TextStyle::Small, Token::Ink2)) {
    setGround(*this, Token::Window);
    m_patience.setSingleShot(true);
    m_patience.setInterval(metrics::kLoadingDelayMs);
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new TreeDelegate(m_tree));
    m_tree->setAccessibleName(tr("Topics"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(metrics::kTreeIndent);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setGround(*m_tree->viewport(), Token::Window);

    auto* failed = new QWidget;
    auto* failedColumn = new QVBoxLayout(failed);
    failedColumn->setContentsMargins(metrics::kGap12, metrics::kGap12, metrics::kGap12, metrics::kGap12);
    failedColumn->addWidget(m_error);
    failedColumn->addStretch();
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(failed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeTop());
    column->addWidget(m_stack, 1);
    column->addWidget(makeFoot());

    connect(m_filter, &FilterField::textChanged, this,
            [this](const QString& text) { change([&] { m_model->setFilter(text); }); });
    m_filter->leadTo(m_tree);
    connect(m_internal, &QCheckBox::toggled, this,
            [this](bool shown) { change([&] { m_model->setInternalShown(shown); }); });
    connect(m_model, &TopicItemModel::countsChanged, this, &TopicList::showState);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &TopicList::showMenu);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &TopicList::choose);
    connect(&m_patience, &QTimer::timeout, this, &TopicList::showState);
    connect(m_empty, &EmptyState::actionTriggered, this, &TopicList::connectRequested);
    connect(m_error, &ErrorCard::actionTriggered, &m_connection, &ConnectionSession::lookNow);
    connect(&m_connection, &ConnectionSession::stateChanged, this, &TopicList::follow);
    connect(&m_connection, &ConnectionSession::topicsChanged, this, &TopicList::takeTopics);
    follow();
    takeTopics();
}

QWidget* TopicList::makeTop() {
    auto* bar = new Bar(metrics::kBarHeight, Token::Window);
    auto* refresh = iconButton(QStringLiteral("refresh"), tr("Refresh the topics"));
    bar->setLine(Bar::Line::None);
    bar->addWidget(m_filter, 1);
    bar->addWidget(refresh);
    connect(refresh, &QAbstractButton::clicked, &m_connection, &ConnectionSession::lookNow);
    return bar;
}

QWidget* TopicList::makeFoot() {
    auto* bar = new Bar(metrics::kBarHeight, Token::Window);
    bar->setLine(Bar::Line::Above);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    bar->row()->addWidget(m_internal);
    bar->addWidget(m_count, 1);
    return bar;
}

void TopicList::follow() {
    const QString name = QString::fromStdString(m_connection.profile().name);
    m_model->setCluster(
        name.isEmpty() ? QString::fromStdString(m_connection.profile().bootstrapServers) : name, {}, {});
    if (m_connection.state() == ConnectionSession::State::Connecting)
        m_patience.start();
    showState();
}

void TopicList::takeTopics() {
    change([this] { m_model->setTopics(m_connection.topics()); });
}

void TopicList::change(const std::function<void()>& rows) {
    {
        // The removal of the current row must not choose its neighbour as the topic.
        const QScopedValueRollback setting(m_settingCurrent, true);
        rows();
        m_tree->expand(m_model->clusterIndex());
    }
    if (m_model->topicAt(m_tree->currentIndex()) != m_current)
        setCurrent(m_current);
}

void TopicList::showState() {
    m_count->setRichText(
        RichText(tr("%1 of %2"), {mono(formatCount(m_model->shown())), mono(formatCount(m_model->total()))}));
    m_count->setVisible(m_model->total() > 0);
    m_empty->setAction({});
    if (m_model->total() > 0) {
        m_stack->setCurrentIndex(0);
        return;
    }
    const QString name = QString::fromStdString(m_connection.profile().name);
    switch (m_connection.state()) {
    case ConnectionSession::State::None:
        m_empty->setTitle(tr("Not connected"));
        m_empty->setSentence(tr("Topics come from a cluster, or from the demo."));
        m_empty->setAction(tr("Connect…"));
        break;
    case ConnectionSession::State::Connecting:
        m_empty->setTitle(m_patience.isActive() ? QString() : tr("Connecting"));
        m_empty->setSentence(m_patience.isActive() ? QString() : tr("Loading the topics of %1.").arg(name));
        break;
    case ConnectionSession::State::Connected:
        m_empty->setTitle(tr("No topics"));
        m_empty->setSentence(tr("The cluster has no topics that this login may see."));
        break;
    case ConnectionSession::State::Lost:
    case ConnectionSession::State::Failed:
        if (m_connection.error())
            m_error->setError(*m_connection.error(), tr("Try again"));
        m_stack->setCurrentIndex(2);
        return;
    }
    m_stack->setCurrentIndex(1);
}

void TopicList::setCurrent(const QString& topic) {
    m_current = topic;
    const QScopedValueRollback setting(m_settingCurrent, true);
    const QModelIndex index = m_model->indexOf(topic);
    if (index.isValid())
        m_tree->setCurrentIndex(index);
    else
        m_tree->setCurrentIndex(m_model->clusterIndex());
}

void TopicList::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void TopicList::choose(const QModelIndex& index) {
    const QString topic = m_model->topicAt(index);
    if (m_settingCurrent || topic.isEmpty() || topic == m_current)
        return;
    m_current = topic;
    Q_EMIT topicChosen(topic);
}

void TopicList::showMenu(const QPoint& position) {
    const QString topic = m_model->topicAt(m_tree->indexAt(position));
    if (topic.isEmpty())
        return;
    QMenu menu(this);
    menu.addAction(tr("Copy name"), this, [topic] { QGuiApplication::clipboard()->setText(topic); });
    menu.addAction(tr("Select ranges"), this, [this, topic] { Q_EMIT selectRangesRequested(topic); });
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

} // namespace driftwood::ui
