#include "ui/browse/records/whole_value.h"

#include "base/files.h"
#include "browsing/whole_value.h"
#include "ui/browse/records/value_dialog.h"
#include "ui/format/format.h"

#include <QDir>
#include <QFileDialog>

namespace driftwood::ui {
namespace {

using browsing::RecordRef;

/// A short value is in memory already; of a long one only the beginning is, so it is read from the log.
ValueDialog::Reading readingOf(const std::shared_ptr<broker::Connection>& connection, const TopicName& topic,
                               const RecordRef& record) {
    return [connection, topic, record](const std::stop_token& stop) -> Result<std::optional<std::string>> {
        if (record.block->isWhole(record.row)) {
            const auto value = record.block->value(record.row);
            return value ? std::optional(std::string(*value)) : std::nullopt;
        }
        if (!connection)
            return fail(ErrorCode::Unreachable, "no cluster is connected", topic.value,
                        "Connect to the cluster that has the topic.");
        return browsing::readWholeValue(*connection, topic, record.position(), stop);
    };
}

QString placeOf(const RecordRef& record) {
    return formatPosition(record.position().partition.value, record.position().offset.value);
}

} // namespace

WholeValue::WholeValue(tasks::Background& background, session::ConnectionSession& connection, QWidget* parent)
    : QObject(parent)
    , m_background(background)
    , m_connection(connection)
    , m_parent(parent) {}

void WholeValue::show(const TopicName& topic, const RecordRef& record) {
    auto* dialog = new ValueDialog(
        tr("%1 %2, %3")
            .arg(qt(topic.value), placeOf(record), formatBytes(record.block->valueBytes(record.row))),
        m_parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ValueDialog::saveRequested, this,
            [this, topic, record] { askWhereToSave(topic, record); });
    dialog->read(m_background, readingOf(m_connection.connection(), topic, record));
    dialog->show();
}

void WholeValue::closeDialogs() {
    for (auto* dialog : m_parent->findChildren<ValueDialog*>())
        dialog->close();
}

void WholeValue::askWhereToSave(const TopicName& topic, const RecordRef& record) {
    const bool json = record.block->value(record.row).value_or(std::string_view()).starts_with('{');
    const QString name = QStringLiteral("%1_P%2_%3.%4")
                             .arg(qt(topic.value))
                             .arg(record.position().partition.value)
                             .arg(record.position().offset.value)
                             .arg(json ? QStringLiteral("json") : QStringLiteral("bin"));
    const QString path = QFileDialog::getSaveFileName(m_parent, tr("Save value of %1").arg(placeOf(record)),
                                                      QDir::home().filePath(name));
    if (!path.isEmpty())
        save(path, topic, record);
}

void WholeValue::save(const QString& path, const TopicName& topic, const RecordRef& record) {
    m_saving = m_background.run<Status>(
        [path = path.toStdString(),
         read = readingOf(m_connection.connection(), topic, record)](const std::stop_token& stop) -> Status {
            const auto value = read(stop);
            if (!value)
                return tl::unexpected<Error>(value.error());
            return writeFileAtomically(path, value->value_or(std::string()));
        },
        [this, path](const Status& written) {
            Notice notice;
            notice.kind = written ? Notice::Kind::Done : Notice::Kind::Error;
            notice.title = written ? tr("Value saved") : tr("The value was not saved");
            notice.text = written ? QDir::toNativeSeparators(path) : QString();
            if (!written)
                notice.error = written.error();
            Q_EMIT noticed(notice);
        });
}

} // namespace driftwood::ui
