#include "ui/browse/records/record_export.h"

#include "browsing/record_text.h"
#include "ui/format/format.h"
#include "ui/widgets/messages/error_card.h"

#include <QDateTime>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <algorithm>

namespace driftwood::ui {

using browsing::RecordRef;

namespace {

/// Proposes topic and time range: "plant.machines_2026-11-19T14-22-46_14-31-49".
QString proposedName(const TopicName& topic, const std::vector<RecordRef>& records) {
    const auto [oldest, newest] = std::ranges::minmax_element(records, browsing::isOlder);
    const auto time = [](const RecordRef& record, const char* format) {
        return record.timestamp().value < 0
                   ? QStringLiteral("no-time")
                   : QDateTime::fromMSecsSinceEpoch(record.timestamp().value, QTimeZone::utc())
                         .toString(QString::fromLatin1(format));
    };
    return QStringLiteral("%1_%2_%3")
        .arg(QString::fromStdString(topic.value).replace(u'/', u'_'), time(*oldest, "yyyy-MM-ddTHH-mm-ss"),
             time(*newest, "HH-mm-ss"));
}

} // namespace

RecordExport::RecordExport(tasks::Background& background, QWidget* parent)
    : QObject(parent)
    , m_background(background)
    , m_parent(parent) {}

void RecordExport::ask(const TopicName& topic, std::vector<RecordRef> records) {
    if (records.empty())
        return;
    const QString lines = tr("JSON lines (*.jsonl)");
    const QString csv = tr("CSV, decoded fields (*.csv)");
    QFileDialog dialog(m_parent,
                       tr("Export %1 records").arg(formatCount(static_cast<qint64>(records.size()))),
                       QDir::homePath());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.setNameFilters({lines, csv});
    dialog.setDefaultSuffix(QStringLiteral("jsonl"));
    dialog.selectFile(proposedName(topic, records));
    connect(&dialog, &QFileDialog::filterSelected, &dialog, [&dialog, csv](const QString& filter) {
        dialog.setDefaultSuffix(filter == csv ? QStringLiteral("csv") : QStringLiteral("jsonl"));
    });
    if (dialog.exec() != QDialog::Accepted || dialog.selectedFiles().isEmpty())
        return;
    const QString path = dialog.selectedFiles().constFirst();
    write(path, QFileInfo(path).suffix().toLower() == QStringLiteral("csv"), topic, std::move(records));
}

void RecordExport::write(const QString& path, bool csv, const TopicName& topic,
                         std::vector<RecordRef> records) {
    const auto format = csv ? browsing::RecordFormat::Csv : browsing::RecordFormat::JsonLines;
    const auto count = static_cast<qint64>(records.size());
    m_query = m_background.run<Status>(
        [path = path.toStdString(), format, topic,
         records = std::move(records)](const std::stop_token& stop) {
            return browsing::writeRecords(path, format, topic, records, stop);
        },
        [this, path, count](const Status& written) {
            Notice notice;
            if (written) {
                notice.kind = Notice::Kind::Done;
                notice.title = tr("Records exported");
                notice.text = tr("%1 records in %2").arg(formatCount(count), QDir::toNativeSeparators(path));
            } else {
                notice.kind = Notice::Kind::Error;
                notice.title = tr("Export stopped");
                notice.text = errorText(written.error());
                notice.error = written.error();
            }
            Q_EMIT noticed(notice);
        });
}

} // namespace driftwood::ui
