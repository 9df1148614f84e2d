#include "ui/browse/records/record_actions.h"

#include "browsing/record_text.h"
#include "ui/format/format.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QWidget>

namespace driftwood::ui {
namespace {

QString fromBytes(std::optional<std::string_view> bytes) {
    return bytes ? QString::fromUtf8(bytes->data(), static_cast<qsizetype>(bytes->size()))
                 : QStringLiteral("null");
}

} // namespace

RecordActions::RecordActions(QWidget* owner)
    : QObject(owner) {
    m_value = add(owner, tr("Copy value"), QKeySequence::Copy, &RecordActions::value);
    m_value->setIcon(icon(QStringLiteral("copy")));
    add(owner, tr("Copy key"), {}, &RecordActions::key);
    add(owner, tr("Copy record as JSON"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, &RecordActions::json);
    add(owner, tr("Copy position"), {}, &RecordActions::position);
    add(owner, tr("Copy timestamp"), {}, &RecordActions::time);
}

QAction* RecordActions::add(QWidget* owner, const QString& text, const QKeySequence& keys,
                            QString (RecordActions::*what)()) {
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setEnabled(false);
    owner->addAction(action);
    connect(action, &QAction::triggered, this,
            [this, what] { QGuiApplication::clipboard()->setText((this->*what)()); });
    m_all << action;
    return action;
}

void RecordActions::setRecord(const TopicName& topic, const std::optional<browsing::RecordRef>& record) {
    m_topic = topic;
    m_record = record;
    for (QAction* action : m_all)
        action->setEnabled(record.has_value());
    const bool whole = !record || record->block->isWhole(record->row);
    m_value->setText(
        whole
            ? tr("Copy value")
            : tr("Copy the first %1 of the value").arg(formatBytes(browsing::RecordBlock::kKeptValueBytes)));
}

void RecordActions::addTo(QMenu* menu) const { menu->addActions(m_all); }

QString RecordActions::value() {
    if (const auto readable = m_readable.value(*m_record))
        return QString::fromStdString(*readable);
    return fromBytes(m_record->block->value(m_record->row));
}
QString RecordActions::key() { return fromBytes(m_record->block->shownKey(m_record->row)); }
QString RecordActions::json() { return QString::fromStdString(browsing::recordAsJson(m_topic, *m_record)); }
QString RecordActions::time() { return formatTime(m_record->timestamp().value, m_zone); }

QString RecordActions::position() {
    const Position at = m_record->position();
    return QStringLiteral("%1 %2").arg(QString::fromStdString(m_topic.value),
                                       formatPosition(at.partition.value, at.offset.value));
}

} // namespace driftwood::ui
