#pragma once

#include "ui/widgets/kinds.h"

#include <QAbstractItemModel>
#include <QList>
#include <QString>
#include <vector>

namespace driftwood::ui {

/// A training run as a list shows it.
struct RunEntry {
    qint64 id = 0;
    QString group;    ///< the model's name
    QString headline; ///< what the group's figures measure: "validation", "MAE"
    QString title;    ///< "run 14"
    QString second;   ///< "epoch 14 of 40"
    bool secondIsError = false;
    DotKind dot = DotKind::Off;
    QString figure;          ///< best value
    QList<double> sparkline; ///< validation over epochs
    bool operator==(const RunEntry&) const = default;
};

/// Training runs grouped by the model's name, two levels: groups, and in them runs, in the order given. A
/// group's headline is that of its first run.
class RunItemModel : public QAbstractItemModel {
    Q_OBJECT

  public:
    enum Role { RunIdRole = Qt::UserRole + 1 };

    using QAbstractItemModel::QAbstractItemModel;

    /// Where the runs are still the same ones, only what changed is announced.
    void setRuns(const std::vector<RunEntry>& runs);
    [[nodiscard]] QModelIndex indexOf(qint64 runId) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    using Group = std::vector<RunEntry>;

    [[nodiscard]] static QVariant groupData(const Group& group, int role);
    [[nodiscard]] static QVariant runData(const RunEntry& run, int role);

    std::vector<Group> m_groups;
};

} // namespace driftwood::ui
