#include "ui/browse/topics/configuration_view.h"

#include "session/app_context.h"
#include "ui/browse/records/value_tree.h"
#include "ui/browse/topics/answer_stack.h"
#include "ui/format/format.h"
#include "ui/itemmodels/topics/topic_setting_item_model.h"
#include "ui/theme/appearance.h"
#include "ui/theme/scaled_size.h"
#include "ui/widgets/controls/buttons.h"
#include "ui/widgets/controls/filter_field.h"
#include "ui/widgets/layout/bar.h"
#include "ui/widgets/messages/error_card.h"
#include "ui/widgets/text/rich_line.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QVBoxLayout>

namespace driftwood::ui {
namespace {

constexpr int kFilterWidth = 280;

/// Widths of the columns; the description takes the rest.
const QList<int> kSettingWidths{306, 170, 0, 220};

QString lineOf(const broker::TopicSetting& setting) {
    return QString::fromStdString(setting.name + '=' + setting.value.value_or(""));
}

} // namespace

ConfigurationView::ConfigurationView(const PageContext& context, QWidget* parent)
    : QWidget(parent)
    , m_question(context.app.background, context.app.connection,
                 [](broker::Connection& connection, const TopicName& topic, const std::stop_token&) {
                     return connection.settings(topic);
                 })
    , m_model(new TopicSettingItemModel(this))
    , m_filter(new FilterField(tr("Filter settings")))
    , m_onlyTopics(new QCheckBox(tr("Only what is set on the topic")))
    , m_count(new RichLine(RichText(), TextStyle::Small, Token::Ink2))
    , m_tree(new ValueTree(m_model, tr("Settings of the topic"), kSettingWidths))
    , m_stack(new AnswerStack(m_tree, QStringLiteral("settings"), tr("Loading the configuration"))) {
    setGround(*this, Token::Surface);
    m_tree->setRootIsDecorated(false);
    m_tree->setItemsExpandable(false);
    m_tree->setIndentation(0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_stack, 1);

    m_copying << m_tree->addRowAction(tr("Copy value"), QKeySequence::Copy, this,
                                      &ConfigurationView::copyValue)
              << m_tree->addRowAction(tr("Copy setting"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, this,
                                      &ConfigurationView::copySetting)
              << m_tree->addRowAction(tr("Copy all that are shown"), {}, this, &ConfigurationView::copyShown);
    connect(m_stack, &AnswerStack::retryRequested, this, &ConfigurationView::refresh);
    connect(&m_question, &session::TopicQuestionBase::changed, this, &ConfigurationView::showAnswer);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &ConfigurationView::showMenu);
    m_question.setShown(true); // One small request, so it is sent for every topic: the retention time is
                               // shown with the topic.
    showAnswer();
}

QWidget* ConfigurationView::makeBar() {
    auto* bar = new Bar(this);
    auto* again = iconButton(QStringLiteral("refresh"), tr("Refresh the settings"));
    setScaled(*m_filter, Extent::MinimumWidth, kFilterWidth);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    bar->addWidget(m_filter);
    bar->addWidget(m_onlyTopics);
    bar->addWidget(m_count, 1);
    bar->addWidget(again);
    connect(m_filter, &FilterField::textChanged, this, [this](const QString& text) {
        m_model->setFilter(text);
        showRows();
    });
    m_filter->leadTo(m_tree);
    connect(m_onlyTopics, &QCheckBox::toggled, this, [this](bool only) {
        m_model->setOnlyTopics(only);
        showRows();
    });
    connect(again, &QAbstractButton::clicked, this, &ConfigurationView::refresh);
    return bar;
}

void ConfigurationView::setTopic(const TopicName& topic) { m_question.setTopic(topic); }
void ConfigurationView::refresh() { m_question.ask(); }

void ConfigurationView::focusFilter() {
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

const std::vector<broker::TopicSetting>* ConfigurationView::settings() const {
    return m_question.answer() ? &*m_question.answer() : nullptr;
}

void ConfigurationView::showAnswer() {
    const auto& error = m_question.error();
    m_model->setSettings(settings() != nullptr ? *settings() : std::vector<broker::TopicSetting>());
    m_filter->setEnabled(settings() != nullptr);
    m_onlyTopics->setEnabled(settings() != nullptr);
    if (error && error->code == ErrorCode::Unsupported)
        m_stack->showEmpty(tr("This broker does not report its configuration"), errorText(*error));
    else if (error)
        m_stack->showError(*error);
    else if (settings() == nullptr)
        m_stack->showWaiting();
    if (settings() != nullptr && !error)
        showRows();
    else
        m_count->setRichText(RichText());
    Q_EMIT settingsChanged();
}

void ConfigurationView::showRows() {
    for (int top = 0; top < m_model->rowCount(); ++top)
        m_tree->setFirstColumnSpanned(top, {}, true);
    m_tree->expandAll();
    m_count->setRichText(
        RichText(tr("%1 of %2"), {mono(formatCount(m_model->shown())), mono(formatCount(m_model->total()))}));
    if (m_model->shown() > 0)
        m_stack->showContents();
    else if (m_filter->text().trimmed().isEmpty() && m_onlyTopics->isChecked())
        m_stack->showEmpty(tr("Nothing is set on the topic"),
                           tr("All values are the broker's configuration or defaults."));
    else
        m_stack->showEmpty(tr("No such setting"), tr("No name or value contains the filter's text."));
}

void ConfigurationView::showMenu(const QPoint& position) {
    if (m_model->settingAt(m_tree->indexAt(position)) == nullptr)
        return;
    QMenu menu(this);
    menu.addActions(m_copying);
    menu.exec(m_tree->viewport()->mapToGlobal(position));
}

void ConfigurationView::copyValue() {
    if (const broker::TopicSetting* setting = m_model->settingAt(m_tree->currentIndex()))
        QGuiApplication::clipboard()->setText(QString::fromStdString(setting->value.value_or("")));
}

void ConfigurationView::copySetting() {
    if (const broker::TopicSetting* setting = m_model->settingAt(m_tree->currentIndex()))
        QGuiApplication::clipboard()->setText(lineOf(*setting));
}

void ConfigurationView::copyShown() {
    QString lines;
    for (int top = 0; top < m_model->rowCount(); ++top) {
        const QModelIndex group = m_model->index(top, 0);
        for (int row = 0; row < m_model->rowCount(group); ++row)
            lines += lineOf(*m_model->settingAt(m_model->index(row, 0, group))) + '\n';
    }
    QGuiApplication::clipboard()->setText(lines);
}

} // namespace driftwood::ui
