#pragma once

#include "session/connection_session.h"

#include <QAbstractItemModel>
#include <QStringList>
#include <vector>

namespace driftwood::ui {

/// The cluster and under it its topics whose name contains the filter's text; internal topics only on
/// request. Rows are inserted and removed one by one, so that selection and scroll position stay.
class TopicItemModel : public QAbstractItemModel {
    Q_OBJECT

  public:
    using QAbstractItemModel::QAbstractItemModel;

    void setCluster(const QString& name, const QString& label, const QString& labelColor);
    void setTopics(const std::vector<session::TopicFacts>& topics);
    void setFilter(const QString& text);
    void setInternalShown(bool shown);

    [[nodiscard]] int shown() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int total() const { return static_cast<int>(m_topics.size()); }
    /// Empty for the cluster's row.
    [[nodiscard]] QString topicAt(const QModelIndex& index) const;
    [[nodiscard]] QModelIndex indexOf(const QString& topic) const;
    [[nodiscard]] QModelIndex clusterIndex() const { return index(0, 0); }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

  Q_SIGNALS:
    void countsChanged();

  private:
    struct Row {
        QString name;
        double recordsPerSec = -1;
        qint64 records = -1;
        int partitions = 0;
        bool internal = false;
    };
    [[nodiscard]] bool isShown(const Row& row) const;
    void update();
    [[nodiscard]] QVariant clusterData(int role) const;
    [[nodiscard]] QVariant topicData(const Row& row, int role) const;

    QString m_cluster;
    QString m_label;
    QString m_labelColor;
    QString m_filter;
    bool m_internalShown = false;
    std::vector<Row> m_topics; ///< all, sorted by name
    std::vector<Row> m_rows;   ///< those shown
};

} // namespace driftwood::ui
