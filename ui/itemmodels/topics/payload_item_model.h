#pragma once

#include "browsing/record_scan.h"
#include "decoder/payload_tree.h"

#include <QAbstractItemModel>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace driftwood::ui {

/// One record's value as a tree: field, type, value. Numbers are shown as the payload writes them.
class PayloadItemModel : public QAbstractItemModel {
    Q_OBJECT

  public:
    enum Column { Field, Type, Value, ColumnCount };

    using QAbstractItemModel::QAbstractItemModel;

    /// Values and keys of a binary format as JSON (browsing::ReadableRecord).
    struct Readable {
        std::optional<std::string> value;
        std::optional<std::string> key;
    };
    /// Without a record the tree is empty. JSON is read from the payload itself, CSV from the decoded
    /// columns; other values are a single row. A readable key stands above the value, as "@key".
    void setRecord(const std::optional<browsing::RecordRef>& record, const Readable& readable = {});
    /// The whole value, of which a row of the tree may show only the beginning.
    [[nodiscard]] QString wholeText(const QModelIndex& index) const;
    /// "state.mode": the field's name in filters and data sets.
    [[nodiscard]] QString path(const QModelIndex& index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

  private:
    struct Node {
        QString name;
        QString type;
        QString value;   ///< if long, only the beginning; see `column`
        int parent = -1; ///< index into m_nodes
        int row = 0;
        bool quiet = false;                     ///< drawn quietly: a count of fields, null
        std::optional<std::size_t> column = {}; ///< column of the decoded row that has the whole value
        std::vector<int> children;
    };
    int addNode(int parent, const QString& name, const QString& type, const QString& value,
                bool quiet = false);
    void addKey(const std::string& json);
    void addWhole(const decoder::PayloadTree& tree, bool breaksOff);
    /// `mayBreakOff`: the node is at the end of a cut payload and may continue, so its number of members is a
    /// minimum.
    void addTree(int parent, const decoder::PayloadNode& node, const QString& name, bool mayBreakOff);
    void addColumns(const browsing::RecordRef& record, std::size_t row, const decoder::PayloadNode& tree);
    void keepColumn(const std::string& name, std::size_t column);
    [[nodiscard]] const Node& nodeOf(const QModelIndex& index) const;

    std::optional<browsing::RecordRef> m_record;
    std::vector<Node> m_nodes; ///< the first one is the invisible root
};

} // namespace driftwood::ui
