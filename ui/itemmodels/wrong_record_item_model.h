#pragma once

#include "evaluation/error_analysis.h"

#include <QAbstractTableModel>
#include <QTimeZone>
#include <memory>

namespace driftwood::ui {

/// The records with the model's largest errors, the worst first: their positions and the model's output.
class WrongRecordItemModel : public QAbstractTableModel {
    Q_OBJECT

  public:
    /// The meaning of the last three columns depends on the task; a score has no actual value to compare it
    /// with.
    enum Column { Topic, Partition, Offset, Time, Key, First, Second, Third, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    void setAnalysis(std::shared_ptr<const evaluation::ErrorAnalysis> analysis, const QTimeZone& zone);
    [[nodiscard]] Position position(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

  private:
    [[nodiscard]] QVariant text(const evaluation::WrongRecord& record, int column) const;
    [[nodiscard]] QVariant figure(const evaluation::WrongRecord& record, int column) const;
    [[nodiscard]] QString className(double index) const;
    [[nodiscard]] bool isRight(int column) const;

    std::shared_ptr<const evaluation::ErrorAnalysis> m_analysis;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace driftwood::ui
