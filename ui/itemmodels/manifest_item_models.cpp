#include "ui/itemmodels/manifest_item_models.h"

#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/theme/elide.h"
#include "ui/theme/type.h"

#include <array>

namespace driftwood::ui {
namespace {

constexpr std::size_t kShownDigits = 12; ///< of a digest; the tool tip shows all of it

Qt::Alignment alignment(bool right) { return Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft); }

} // namespace

ManifestRangesItemModel::ManifestRangesItemModel(QObject* parent)
    : QAbstractTableModel(parent) {}

void ManifestRangesItemModel::setPartitions(std::vector<dataset::PartitionManifest> partitions,
                                            const QTimeZone& zone) {
    beginResetModel();
    m_partitions = std::move(partitions);
    m_zone = zone;
    endResetModel();
}

int ManifestRangesItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_partitions.size());
}

int ManifestRangesItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ManifestRangesItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const dataset::PartitionManifest& part = m_partitions[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignment(index.column() != Partition && index.column() != Digest));
    if (role == Qt::FontRole)
        return font(TextStyle::Value);
    if (role == Qt::ToolTipRole && index.column() == Digest)
        return QString::fromStdString(part.sha256);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Partition:
        return QStringLiteral("P%1").arg(part.range.partition.value);
    case Begin:
        return formatCount(part.range.begin.value);
    case End:
        return formatCount(part.range.end.value);
    case Records:
        return formatCount(part.records);
    case Holes:
        return formatCount(part.holes);
    case Bytes:
        return formatBytes(part.payloadBytes);
    case First:
        return part.records > 0 ? formatTime(part.firstTimestamp.value, m_zone) : QStringLiteral("–");
    case Last:
        return part.records > 0 ? formatTime(part.lastTimestamp.value, m_zone) : QStringLiteral("–");
    default:
        return QString::fromStdString(part.sha256.substr(0, kShownDigits)) + QChar(0x2026);
    }
}

QVariant ManifestRangesItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignment(section != Partition && section != Digest));
    if (role != Qt::DisplayRole)
        return {};
    const std::array names{tr("Partition"), tr("Begin offset"), tr("End offset"),  tr("Records"), tr("Holes"),
                           tr("Bytes"),     tr("First record"), tr("Last record"), tr("SHA-256")};
    return names[static_cast<std::size_t>(section)];
}

FailureItemModel::FailureItemModel(QObject* parent)
    : QAbstractTableModel(parent) {}

void FailureItemModel::setFailures(std::vector<decoder::DecodeFailure> failures) {
    beginResetModel();
    m_failures = std::move(failures);
    endResetModel();
}

int FailureItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_failures.size());
}

int FailureItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FailureItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const decoder::DecodeFailure& failure = m_failures[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignment(index.column() == Offset));
    if (role == Qt::FontRole)
        return font(index.column() == Reason ? TextStyle::Body : TextStyle::Value);
    if (role == Qt::ToolTipRole && index.column() == Reason)
        return toolTipText(lineOfBytes(failure.reason, static_cast<int>(kLongestText)));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Partition:
        return QStringLiteral("P%1").arg(failure.position.partition.value);
    case Offset:
        return formatCount(failure.position.offset.value);
    default:
        return lineOfBytes(failure.reason);
    }
}

QVariant FailureItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(alignment(section == Offset));
    if (role != Qt::DisplayRole)
        return {};
    const std::array names{tr("Partition"), tr("Offset"), tr("Why it could not be decoded")};
    return names[static_cast<std::size_t>(section)];
}

} // namespace driftwood::ui
