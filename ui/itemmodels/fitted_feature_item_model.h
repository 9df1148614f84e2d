#pragma once

#include "model/trained_model.h"
#include "ui/widgets/histogram.h"

#include <QAbstractTableModel>
#include <vector>

namespace driftwood::ui {

/// The inputs of a trained model as they were fitted: transform, the mean, deviation and missing share of the
/// training rows, and the distribution of their values.
class FittedFeatureItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { Feature, Type, TransformColumn, Mean, Deviation, Missing, Reference, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    void setModel(const model::TrainedModel& model);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

  private:
    struct Row {
        QString path;
        QString type;
        QString transform;
        double mean = 0;      ///< NaN if it has no meaning
        double deviation = 0; ///< NaN if it has no meaning
        double missingShare = 0;
        HistogramPair reference;
    };
    [[nodiscard]] static QString text(const Row& row, int column);

    std::vector<Row> m_rows;
};

/// Counts of sorted values in equal bins between the smallest and the largest; empty for fewer than two
/// distinct values.
[[nodiscard]] std::vector<double> binned(const std::vector<double>& sorted, int bins);

} // namespace driftwood::ui
