#include "ui/itemmodels/datasets/dataset_item_model.h"

#include "ui/format/format.h"
#include "ui/widgets/lists/list_roles.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

bool sameNames(const std::vector<DatasetItemModel::Row>& a, const std::vector<DatasetItemModel::Row>& b) {
    return std::ranges::equal(
        a, b, {}, [](const auto& row) { return row.manifest.name; },
        [](const auto& row) { return row.manifest.name; });
}

} // namespace

QString standingText(const DatasetItemModel::Standing& standing) {
    if (standing.complete)
        return DatasetItemModel::tr("complete");
    if (standing.expired > 0)
        return DatasetItemModel::tr("%1 expired").arg(formatPercent(standing.expired));
    return DatasetItemModel::tr("not replayable");
}

DatasetItemModel::DatasetItemModel(QObject* parent)
    : QAbstractListModel(parent) {}

void DatasetItemModel::setRows(const std::vector<Row>& rows) {
    if (sameNames(m_rows, rows)) {
        m_rows = rows;
        return;
    }
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

void DatasetItemModel::setStanding(const QString& name, const std::optional<Standing>& standing) {
    if (standing)
        m_standing[name] = *standing;
    else
        m_standing.erase(name);
    if (const QModelIndex index = indexOf(name); index.isValid())
        Q_EMIT dataChanged(index, index);
}

const DatasetItemModel::Standing* DatasetItemModel::standing(const QString& name) const {
    const auto it = m_standing.find(name);
    return it == m_standing.end() ? nullptr : &it->second;
}

const DatasetItemModel::Row* DatasetItemModel::row(const QModelIndex& index) const {
    return index.isValid() ? &m_rows[static_cast<std::size_t>(index.row())] : nullptr;
}

QModelIndex DatasetItemModel::indexOf(const QString& name) const {
    const auto it = std::ranges::find_if(
        m_rows, [&](const Row& row) { return QString::fromStdString(row.manifest.name) == name; });
    return it == m_rows.end() ? QModelIndex() : index(static_cast<int>(it - m_rows.begin()));
}

int DatasetItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant DatasetItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const dataset::Manifest& manifest = m_rows[static_cast<std::size_t>(index.row())].manifest;
    const QString name = QString::fromStdString(manifest.name);
    const Standing* known = standing(name);
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return name;
    case SecondLineRole:
        return formatCount(manifest.records());
    case TagOnSecondLineRole:
        return true;
    case TagRole:
        return known != nullptr ? standingText(*known) : QVariant();
    case TagKindRole:
        return QVariant::fromValue(known != nullptr && known->complete ? TagKind::Ok : TagKind::Error);
    case Qt::ToolTipRole:
        return known != nullptr && !known->problem.isEmpty()
                   ? QStringLiteral("%1\n%2").arg(name, known->problem)
                   : QStringLiteral("%1\n%2").arg(name, QString::fromStdString(manifest.topic.value));
    case Qt::AccessibleTextRole:
        return tr("%1, %2 records%3")
            .arg(name, formatCount(manifest.records()),
                 known != nullptr ? QStringLiteral(", ") + standingText(*known) : QString());
    default:
        return {};
    }
}

} // namespace driftwood::ui
