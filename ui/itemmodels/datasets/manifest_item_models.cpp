#include "ui/itemmodels/datasets/manifest_item_models.h"

#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/theme/elide.h"

namespace driftwood::ui {
namespace {

using dataset::PartitionManifest;
using decoder::DecodeFailure;

constexpr std::size_t kShownDigits = 12; ///< of a digest; the tool tip shows all of it

} // namespace

ManifestRangesItemModel::ManifestRangesItemModel(QObject* parent)
    : ColumnTableModel(
          parent,
          {{.title = tr("Partition"),
            .text =
                [](const PartitionManifest& part) {
                    return QStringLiteral("P%1").arg(part.range.partition.value);
                }},
           {.title = tr("Begin offset"),
            .text = [](const PartitionManifest& part) { return formatCount(part.range.begin.value); },
            .align = Qt::AlignRight},
           {.title = tr("End offset"),
            .text = [](const PartitionManifest& part) { return formatCount(part.range.end.value); },
            .align = Qt::AlignRight},
           {.title = tr("Records"),
            .text = [](const PartitionManifest& part) { return formatCount(part.records); },
            .align = Qt::AlignRight},
           {.title = tr("Holes"),
            .text = [](const PartitionManifest& part) { return formatCount(part.holes); },
            .align = Qt::AlignRight},
           {.title = tr("Bytes"),
            .text = [](const PartitionManifest& part) { return formatBytes(part.payloadBytes); },
            .align = Qt::AlignRight},
           {.title = tr("First record"),
            .text = [this](const PartitionManifest& part) { return timeText(part, part.firstTimestamp); },
            .align = Qt::AlignRight},
           {.title = tr("Last record"),
            .text = [this](const PartitionManifest& part) { return timeText(part, part.lastTimestamp); },
            .align = Qt::AlignRight},
           {.title = tr("SHA-256"),
            .text =
                [](const PartitionManifest& part) {
                    return qt(part.sha256.substr(0, kShownDigits)) + QChar(0x2026);
                },
            .roles = {{Qt::ToolTipRole, [](const PartitionManifest& part) { return qt(part.sha256); }}}}}) {}

void ManifestRangesItemModel::setPartitions(std::vector<PartitionManifest> partitions,
                                            const QTimeZone& zone) {
    m_zone = zone;
    reset(std::move(partitions));
}

QString ManifestRangesItemModel::timeText(const PartitionManifest& part, TimestampMs time) const {
    return part.records > 0 ? formatTime(time.value, m_zone) : QStringLiteral("–");
}

FailureItemModel::FailureItemModel(QObject* parent)
    : ColumnTableModel(
          parent,
          {{.title = tr("Partition"),
            .text =
                [](const DecodeFailure& failure) {
                    return QStringLiteral("P%1").arg(failure.position.partition.value);
                }},
           {.title = tr("Offset"),
            .text = [](const DecodeFailure& failure) { return formatCount(failure.position.offset.value); },
            .align = Qt::AlignRight},
           {.title = tr("Why it could not be decoded"),
            .text = [](const DecodeFailure& failure) { return lineOfBytes(failure.reason); },
            .style = TextStyle::Body,
            .roles = {{Qt::ToolTipRole, [](const DecodeFailure& failure) {
                           return toolTipText(lineOfBytes(failure.reason, static_cast<int>(kLongestText)));
                       }}}}}) {}

} // namespace driftwood::ui
