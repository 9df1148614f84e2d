#include "ui/itemmodels/models/fitted_feature_item_model.h"

#include "features/transforms/transform_kind.h"
#include "ui/format/format.h"
#include "ui/itemmodels/training/transform_words.h"
#include "ui/widgets/lists/list_roles.h"

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

FittedFeatureItemModel::FittedFeatureItemModel(QObject* parent)
    : ColumnTableModel(parent,
                       {{.title = tr("Feature"), .text = &FittedFeatureRow::path, .textIsTip = true},
                        {.title = tr("Type"),
                         .text = &FittedFeatureRow::type,
                         .style = TextStyle::Body,
                         .textIsTip = true},
                        {.title = tr("Transform"),
                         .text = &FittedFeatureRow::transform,
                         .style = TextStyle::Body,
                         .textIsTip = true},
                        {.title = tr("Mean"),
                         .text = [](const FittedFeatureRow& row) { return formatNumber(row.mean); },
                         .align = Qt::AlignRight},
                        {.title = tr("Std"),
                         .text = [](const FittedFeatureRow& row) { return formatNumber(row.deviation); },
                         .align = Qt::AlignRight},
                        {.title = tr("Missing"),
                         .text = [](const FittedFeatureRow& row) { return formatPercent(row.missingShare); },
                         .align = Qt::AlignRight},
                        {.title = tr("Reference"), .roles = {{HistogramRole, [](const FittedFeatureRow& row) {
                                                                  return QVariant::fromValue(row.reference);
                                                              }}}}}) {}

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
    std::vector<FittedFeatureRow> rows;
    const auto& inputs = model.features.inputs();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        FittedFeatureRow row;
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
        rows.push_back(std::move(row));
    }
    reset(std::move(rows));
}

} // namespace driftwood::ui
