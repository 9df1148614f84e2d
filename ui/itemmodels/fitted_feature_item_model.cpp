#include "ui/itemmodels/fitted_feature_item_model.h"

#include "features/transforms/transform_kind.h"
#include "ui/format/format.h"
#include "ui/itemmodels/transform_words.h"
#include "ui/theme/type.h"
#include "ui/widgets/list_roles.h"

#include <algorithm>
#include <limits>

namespace driftwood::ui {
namespace {

constexpr int kBins = 24;
constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

QString fittedText(const features::FittedInput& fitted) {
    QString text = transformText(fitted.input.transform);
    if (kindOf(fitted.input.transform).readAs == features::ReadAs::Category)
        text += QStringLiteral(", %1").arg(fitted.categories.size());
    if (fitted.input.missingIndicator)
        text += FittedFeatureItemModel::tr(", missing flag");
    return text;
}

} // namespace

std::vector<double> binned(const std::vector<double>& sorted, int bins) {
    if (sorted.empty() || !(sorted.back() > sorted.front()))
        return {};
    std::vector<double> counts(static_cast<std::size_t>(bins), 0.0);
    const double width = (sorted.back() - sorted.front()) / bins;
    for (const double value : sorted) {
        const auto bin = static_cast<std::size_t>((value - sorted.front()) / width);
        counts[std::min(bin, counts.size() - 1)] += 1.0;
    }
    return counts;
}

void FittedFeatureItemModel::setModel(const model::TrainedModel& model) {
    beginResetModel();
    m_rows.clear();
    const auto& inputs = model.features.inputs();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        Row row;
        row.path = qt(inputs[i].input.path);
        row.type = qt(records::fieldTypeName(inputs[i].type));
        row.transform = fittedText(inputs[i]);
        row.mean = row.deviation = kNothing;
        if (i < model.reference.fields.size()) {
            const features::ReferenceField& reference = model.reference.fields[i];
            if (reference.rows > 0)
                row.missingShare =
                    static_cast<double>(reference.missing) / static_cast<double>(reference.rows);
            row.mean = reference.mean.value_or(kNothing);
            row.deviation = reference.standardDeviation.value_or(kNothing);
            row.reference.reference = binned(reference.sample, kBins);
            for (const auto& [category, count] : reference.counts)
                row.reference.reference.push_back(static_cast<double>(count));
        }
        if (kindOf(inputs[i].input.transform).centresOnMean) { // the values that the model uses
            row.mean = inputs[i].shift;
            row.deviation = inputs[i].scale > 0.0 ? 1.0 / inputs[i].scale : 0.0;
        }
        m_rows.push_back(std::move(row));
    }
    endResetModel();
}

int FittedFeatureItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FittedFeatureItemModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString FittedFeatureItemModel::text(const Row& row, int column) {
    switch (column) {
    case Feature:
        return row.path;
    case Type:
        return row.type;
    case TransformColumn:
        return row.transform;
    case Mean:
        return formatNumber(row.mean);
    case Deviation:
        return formatNumber(row.deviation);
    case Missing:
        return formatPercent(row.missingShare);
    default:
        return {};
    }
}

QVariant FittedFeatureItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case Qt::TextAlignmentRole:
        return QVariant(column >= Mean && column <= Missing ? Qt::AlignRight | Qt::AlignVCenter
                                                            : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::FontRole:
        return font(column == Type || column == TransformColumn ? TextStyle::Body : TextStyle::Value);
    case Qt::ToolTipRole:
        return column <= TransformColumn ? QVariant(text(row, column)) : QVariant();
    case HistogramRole:
        return column == Reference ? QVariant::fromValue(row.reference) : QVariant();
    default:
        return {};
    }
}

QVariant FittedFeatureItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(section >= Mean && section <= Missing ? Qt::AlignRight | Qt::AlignVCenter
                                                              : Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Feature:
        return tr("Feature");
    case Type:
        return tr("Type");
    case TransformColumn:
        return tr("Transform");
    case Mean:
        return tr("Mean");
    case Deviation:
        return tr("Std");
    case Missing:
        return tr("Missing");
    case Reference:
        return tr("Reference");
    default:
        return {};
    }
}

} // namespace driftwood::ui
