#include "ui/itemmodels/datasets/ranges_item_model.h"

#include "ui/format/spans.h"
#include "ui/theme/type.h"
#include "ui/widgets/messages/error_card.h"

#include <QDateTime>
#include <algorithm>

namespace driftwood::ui {
namespace {

bool sameShape(const std::vector<session::ChosenRange>& a, const std::vector<session::ChosenRange>& b) {
    return std::ranges::equal(a, b, [](const session::ChosenRange& x, const session::ChosenRange& y) {
        return x.name == y.name && x.offsets.ranges.size() == y.offsets.ranges.size();
    });
}

SpanEnds endsOf(const session::ChosenRange& range, const QTimeZone& zone) {
    const bool whole = range.from.value % 1000 == 0 && range.to.value % 1000 == 0;
    return formatEnds(range.from.value, range.to.value, zone,
                      whole ? TimeDetail::Seconds : TimeDetail::Milliseconds);
}

} // namespace

RangesItemModel::RangesItemModel(QObject* parent)
    : TwoLevelItemModel(parent) {}

void RangesItemModel::setRanges(const std::vector<session::ChosenRange>& ranges) {
    const bool reset = !sameShape(m_ranges, ranges);
    if (reset)
        beginResetModel();
    m_ranges = ranges;
    m_total = 0;
    for (const session::ChosenRange& range : m_ranges)
        m_total += range.excluded ? 0 : range.offsets.span();
    if (reset) {
        endResetModel();
        return;
    }
    announceAll();
}

void RangesItemModel::setTimeZone(const QTimeZone& zone) {
    m_zone = zone;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QStringList RangesItemModel::statesWithoutCount() { return {tr("not looked up"), tr("looking up")}; }

QModelIndex RangesItemModel::indexOf(const QString& name) const {
    const auto it = std::ranges::find(m_ranges, name, &session::ChosenRange::name);
    return it == m_ranges.end() ? QModelIndex() : index(static_cast<int>(it - m_ranges.begin()), 0);
}

int RangesItemModel::topRows() const { return static_cast<int>(m_ranges.size()); }

int RangesItemModel::rowsBelow(int top) const {
    return static_cast<int>(m_ranges[static_cast<std::size_t>(top)].offsets.ranges.size());
}

int RangesItemModel::columnCount(const QModelIndex& /*parent*/) const { return ColumnCount; }

QVariant RangesItemModel::share(std::int64_t part, std::int64_t whole) const {
    if (whole == 0)
        return {};
    return percentFigure(static_cast<double>(part) / static_cast<double>(whole), 1) + QStringLiteral(" %");
}

QVariant RangesItemModel::rangeText(const session::ChosenRange& range, int column) const {
    switch (column) {
    case Name:
        if (range.excluded)
            return tr("%1  excluded").arg(range.name);
        return range.to > range.from
                   ? QStringLiteral("%1  %2").arg(
                         range.name, formatDuration(std::chrono::milliseconds(range.to - range.from)))
                   : range.name;
    case Begin:
        return endsOf(range, m_zone).first;
    case End:
        return endsOf(range, m_zone).last;
    case Records:
        if (range.error)
            return statesWithoutCount().first();
        if (!range.settled)
            return statesWithoutCount().last();
        return range.excluded ? QChar(0x2212) + formatCount(range.offsets.span())
                              : formatCount(range.offsets.span());
    default:
        return range.excluded || !range.settled ? QVariant() : share(range.offsets.span(), m_total);
    }
}

QVariant RangesItemModel::partitionText(const session::ChosenRange& range, int row, int column) const {
    const broker::OffsetRange& part = range.offsets.ranges[static_cast<std::size_t>(row)];
    switch (column) {
    case Name:
        return QStringLiteral("P%1").arg(part.partition.value);
    case Begin:
        return formatCount(part.begin.value);
    case End:
        return formatCount(part.end.value);
    case Records:
        return formatCount(part.span());
    default:
        return share(part.span(), range.offsets.span());
    }
}

QVariant RangesItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Place place = placeOf(index);
    const bool top = place.below < 0;
    const auto& range = m_ranges[static_cast<std::size_t>(place.top)];
    switch (role) {
    case Qt::DisplayRole:
        return top ? rangeText(range, index.column()) : partitionText(range, index.row(), index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter |
                                   (index.column() == Name ? Qt::AlignLeft : Qt::AlignRight));
    case Qt::FontRole:
        if (top && index.column() == Name)
            return font(TextStyle::Small); // a time span is text, not a figure
        return font(top && index.column() == Records ? TextStyle::ValueStrong : TextStyle::Value);
    case Qt::ToolTipRole:
        if (range.error)
            return errorText(*range.error);
        return top && (index.column() == Begin || index.column() == End)
                   ? formatTime((index.column() == Begin ? range.from : range.to).value, m_zone)
                   : QVariant();
    case RangeNameRole:
        return range.name;
    case PartitionRole:
        return top ? QVariant() : range.offsets.ranges[static_cast<std::size_t>(index.row())].partition.value;
    case ExcludedRole:
        return range.excluded;
    default:
        return {};
    }
}

QVariant RangesItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | (section == Name ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Range");
    case Begin:
        return tr("Begin offset");
    case End:
        return tr("End offset");
    case Records:
        return tr("≈ Records");
    default:
        return tr("Share");
    }
}

} // namespace driftwood::ui
