#include "ui/browse/topics/groups_view.h"

#include "session/app_context.h"
#include "ui/browse/records/value_tree.h"
#include "ui/browse/topics/answer_stack.h"
#include "ui/format/format.h"
#include "ui/itemmodels/topics/consumer_group_item_model.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/rich_line.h"

#include <QAction>
#include <QClipboard>
#include <QDateTime>
#include <QGuiApplication>
#include <QMenu>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr std::chrono::seconds kKeepUpEvery{5};

/// Widths of the columns; the name takes the rest.
const QList<int> kGroupWidths{0, 156, 240, 130, 110, 100};

} // namespace

GroupsView::GroupsView(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_question(
          context.app.background, context.app.connection,
          [](broker::Connection& connection, const TopicName& topic, const std::stop_token& stop) {
              return connection.groups(topic, stop);
          },
          kKeepUpEvery)
    , m_model(new ConsumerGroupItemModel(this))
    , m_note(new RichLine(RichText(), TextStyle::Small, Token::Ink2))
    , m_tree(new ValueTree(m_model, tr("Consumer groups"), kGroupWidths))
    , m_stack(new AnswerStack(m_tree, QStringLiteral("list"), tr("Loading the consumer groups"))) {
    setGround(*this, Token::Surface);
    auto* bar = new Bar(this);
    auto* again = iconButton(QStringLiteral("refresh"), tr("Refresh the groups"));
    bar->addWidget(m_note, 1);
    bar->addWidget(again);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_stack, 1);

    m_record = m_tree->addRowAction(tr("Show the record it reads next"), Qt::Key_Return, this,
                                    &GroupsView::showRecord);
    m_copying << m_tree->addRowAction(tr("Copy"), QKeySequence::Copy, this, &GroupsView::copyRow)
              << m_tree->addRowAction(tr("Copy the group as a table"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, this,
                                      &GroupsView::copyGroup);
    connect(again, &QAbstractButton::clicked, this, &GroupsView::refresh);
    connect(m_stack, &AnswerStack::retryRequested, this, &GroupsView::refresh);
    connect(&m_question, &session::TopicQuestionBase::changed, this, &GroupsView::showAnswer);
    connect(&m_context.preferences, &Preferences::changed, this, &GroupsView::showNote);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &GroupsView::showMenu);
    connect(m_tree, &QTreeView::doubleClicked, this, &GroupsView::showRecord);
    connect(m_tree, &QTreeView::collapsed, this, [this](const QModelIndex& row) {
        m_folded.insert(row.data(ConsumerGroupItemModel::GroupNameRole).toString());
    });
    connect(m_tree, &QTreeView::expanded, this, [this](const QModelIndex& row) {
        m_folded.remove(row.data(ConsumerGroupItemModel::GroupNameRole).toString());
    });
    showAnswer();
}

void GroupsView::setTopic(const TopicName& topic) { m_question.setTopic(topic); }
void GroupsView::refresh() { m_question.ask(); }

int GroupsView::count() const {
    return m_question.answer() ? static_cast<int>(m_question.answer()->groups.size()) : -1;
}

void GroupsView::showAnswer() {
    const auto& answer = m_question.answer();
    const auto& error = m_question.error();
    if (answer)
        showRows();
    if (answer && !answer->groups.empty())
        m_stack->showContents();
    else if (answer)
        m_stack->showEmpty(tr("No consumer groups"), tr("No group has committed an offset on this topic. "
                                                        "Consumers that commit no offsets are not listed."));
    else if (error && error->code == ErrorCode::Unsupported)
        m_stack->showEmpty(tr("This broker does not list consumer groups"), errorText(*error));
    else if (error)
        m_stack->showError(*error);
    else
        m_stack->showWaiting();
    showNote();
    Q_EMIT countChanged();
}

void GroupsView::showRows() {
    const QString group = m_tree->currentIndex().data(ConsumerGroupItemModel::GroupNameRole).toString();
    const broker::GroupProgress* progress = m_model->progressAt(m_tree->currentIndex());
    const int partition = progress != nullptr ? progress->partition.value : -1;
    m_model->setGroups(m_question.answer()->groups);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex top = m_model->index(row, 0);
        if (!m_folded.contains(top.data(ConsumerGroupItemModel::GroupNameRole).toString()))
            m_tree->expand(top);
    }
    if (!m_tree->currentIndex().isValid() && m_model->rowCount() > 0) {
        const QModelIndex before = m_model->indexOf(group, partition);
        m_tree->setCurrentIndex(before.isValid() ? before : m_model->index(0, 0));
    }
}

void GroupsView::showNote() {
    const auto& answer = m_question.answer();
    if (!answer)
        return m_note->setRichText(RichText());
    const QDateTime at = QDateTime::fromSecsSinceEpoch(
        std::chrono::system_clock::to_time_t(m_question.answeredAt()), m_context.preferences.zone());
    RichText text(tr("as of %1"), {mono(at.toString(QStringLiteral("HH:mm:ss")))});
    // After a failed or incomplete answer the older rows stay, so the note says what is wrong with them.
    if (m_question.error())
        text.gap().add(plain(errorText(*m_question.error()), Token::Error));
    else if (answer->incomplete)
        text.gap().add(
            plain(tr("Some groups may be missing: %1").arg(errorText(*answer->incomplete)), Token::Error));
    m_note->setRichText(text);
}

void GroupsView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    m_question.setShown(true);
}

void GroupsView::hideEvent(QHideEvent* event) {
    QWidget::hideEvent(event);
    m_question.setShown(false);
}

void GroupsView::showMenu(const QPoint& position) {
    const QModelIndex index = m_tree->indexAt(position);
    if (!index.isValid())
        return;
    QMenu menu(this);
    if (m_model->progressAt(index) != nullptr)
        menu.addAction(m_record);
    menu.addActions(m_copying);
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

void GroupsView::showRecord() {
    const broker::GroupProgress* progress = m_model->progressAt(m_tree->currentIndex());
    if (progress != nullptr)
        Q_EMIT linkActivated(Link::record(m_question.topic(), {progress->partition, progress->committed}));
}

void GroupsView::copyRow() {
    const QModelIndex current = m_tree->currentIndex();
    if (const broker::GroupProgress* progress = m_model->progressAt(current))
        QGuiApplication::clipboard()->setText(QString::number(progress->committed.value));
    else if (const broker::ConsumerGroup* group = m_model->groupAt(current))
        QGuiApplication::clipboard()->setText(QString::fromStdString(group->name));
}

void GroupsView::copyGroup() {
    const broker::ConsumerGroup* group = m_model->groupAt(m_tree->currentIndex());
    if (group == nullptr)
        return;
    QStringList lines{QStringLiteral("group\tpartition\tcommitted\tend\tlag")};
    for (const broker::GroupProgress& each : group->partitions)
        lines << QStringLiteral("%1\t%2\t%3\t%4\t%5")
                     .arg(QString::fromStdString(group->name))
                     .arg(each.partition.value)
                     .arg(each.committed.value)
                     .arg(each.end.value)
                     .arg(each.lag());
    QGuiApplication::clipboard()->setText(lines.join('\n') + '\n');
}

} // namespace driftwood::ui
