#pragma once

#include "model/trained_model.h"
#include "ui/itemmodels/column_table_model.h"
#include "ui/widgets/lists/histogram.h"

namespace driftwood::ui {

/// An input of a trained model; mean and deviation are NaN if they have no meaning.
struct FittedFeatureRow {
    QString path;
    QString type;
    QString transform;
    double mean = 0;
    double deviation = 0;
    double missingShare = 0;
    HistogramPair reference;
};

/// The inputs of a trained model as they were fitted: transform, the mean, deviation and missing share of the
/// training rows, and the distribution of their values.
class FittedFeatureItemModel : public ColumnTableModel<FittedFeatureRow> {
    Q_OBJECT

  public:
    enum Column { Feature, Type, TransformColumn, Mean, Deviation, Missing, Reference };

    explicit FittedFeatureItemModel(QObject* parent = nullptr);

    void setModel(const model::TrainedModel& model);
};

/// Counts of sorted values in equal bins between the smallest and the largest; empty for fewer than two
/// distinct values.
[[nodiscard]] std::vector<double> binned(const std::vector<double>& sorted, int bins);

} // namespace driftwood::ui
