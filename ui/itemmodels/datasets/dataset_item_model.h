#pragma once

#include "workspace/workspace.h"

#include <QAbstractListModel>
#include <map>
#include <optional>

namespace driftwood::ui {

/// Data sets by name, with their records and whether the log still holds them: two lines per row, for
/// TwoLineDelegate. Newest first.
class DatasetItemModel : public QAbstractListModel {
    Q_OBJECT

  public:
    using Row = workspace::Workspace::DatasetRow;

    /// How much of a data set the log still holds.
    struct Standing {
        bool complete = false;
        double expired = 0.0; ///< share of its offsets that retention has removed
        QString problem;      ///< why it cannot be replayed; empty if it can
    };
    enum Role { NameRole = Qt::UserRole + 1 }; ///< QString

    explicit DatasetItemModel(QObject* parent = nullptr);

    void setRows(const std::vector<Row>& rows);
    void setStanding(const QString& name, const std::optional<Standing>& standing);
    [[nodiscard]] const Standing* standing(const QString& name) const;
    [[nodiscard]] const Row* row(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const QString& name) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

  private:
    std::vector<Row> m_rows;
    std::map<QString, Standing> m_standing;
};

/// "complete", "38 % expired", "not there"
[[nodiscard]] QString standingText(const DatasetItemModel::Standing& standing);

} // namespace driftwood::ui
