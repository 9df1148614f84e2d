#include "ui/itemmodels/feature_item_model.h"

#include "features/transforms/transform_kind.h"
#include "ui/format/format.h"
#include "ui/itemmodels/transform_words.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/widgets/list_roles.h"

#include <QStringList>
#include <algorithm>

namespace driftwood::ui {

using features::Transform;

std::vector<Transform> FeatureItemModel::transformsFor(records::FieldType type, const std::string& path) {
    std::vector<Transform> suiting = features::suitingTransforms(type);
    if (path == records::kTimestampPath)
        std::erase_if(suiting, [](Transform transform) {
            return kindOf(transform).readAs != features::ReadAs::Time; // it only grows
        });
    return suiting;
}

void FeatureItemModel::setRows(std::vector<FeatureRow> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT inputsChanged();
}

std::vector<features::FeatureInput> FeatureItemModel::inputs() const {
    std::vector<features::FeatureInput> out;
    for (const FeatureRow& row : m_rows)
        if (row.used && !row.isLabel)
            out.push_back({row.path, row.transform, row.missingIndicator, row.maxCategories});
    return out;
}

void FeatureItemModel::setInputs(const std::vector<features::FeatureInput>& inputs) {
    for (FeatureRow& row : m_rows) {
        const auto input = std::ranges::find(inputs, row.path, &features::FeatureInput::path);
        row.used = input != inputs.end();
        if (row.used) {
            row.transform = input->transform;
            row.missingIndicator = input->missingIndicator;
            row.maxCategories = input->maxCategories;
        }
    }
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kColumns - 1));
    Q_EMIT inputsChanged();
}

void FeatureItemModel::setLabel(const std::string& path) {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool isLabel = m_rows[i].path == path;
        if (isLabel == m_rows[i].isLabel)
            continue;
        m_rows[i].isLabel = isLabel;
        Q_EMIT dataChanged(index(static_cast<int>(i), 0), index(static_cast<int>(i), kColumns - 1));
    }
    Q_EMIT inputsChanged();
}

int FeatureItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int FeatureItemModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : kColumns; }

QVariant FeatureItemModel::checkState(const FeatureRow& row, int column) const {
    if (!m_editable)
        return {};
    if (column == Field)
        return row.used && !row.isLabel ? Qt::Checked : Qt::Unchecked;
    if (column == Missing)
        return row.missingIndicator && row.used && !row.isLabel ? Qt::Checked : Qt::Unchecked;
    return {};
}

QVariant FeatureItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FeatureRow& row = m_rows[static_cast<std::size_t>(index.row())];
    const bool inForce = !m_editable || (row.used && !row.isLabel);
    switch (role) {
    case Qt::CheckStateRole:
        return checkState(row, index.column());
    case Qt::FontRole:
        return index.column() == Field ? font(TextStyle::Value) : font(TextStyle::Small);
    case Qt::ForegroundRole:
        return color(inForce ? (index.column() == Field ? Token::Ink : Token::Ink2) : Token::Ink3);
    case HistogramRole:
        return index.column() == Distribution && !row.histogram.reference.empty()
                   ? QVariant::fromValue(row.histogram)
                   : QVariant();
    case TransformsRole: {
        QStringList titles;
        for (const Transform t : transformsFor(row.type, row.path))
            titles << transformText(t);
        return titles;
    }
    case Qt::EditRole:
        return index.column() == TransformColumn ? QVariant(transformText(row.transform)) : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == Field && row.note.isEmpty()) // the cell may be too narrow for both
            return QStringLiteral("%1: %2").arg(QString::fromStdString(row.path),
                                                QString::fromUtf8(records::fieldTypeName(row.type).data()));
        return row.note.isEmpty() ? QVariant() : QVariant(row.note);
    case Qt::AccessibleTextRole:
        if (index.column() == Distribution)
            return tr("distribution of %1").arg(QString::fromStdString(row.path));
        [[fallthrough]];
    case Qt::DisplayRole:
        break;
    default:
        return {};
    }
    switch (index.column()) {
    case Field:
        return QString::fromStdString(row.path);
    case Type:
        return QString::fromUtf8(records::fieldTypeName(row.type).data());
    case TransformColumn:
        if (inForce)
            return transformText(row.transform);
        return row.isLabel ? tr("label") : row.note.isEmpty() ? tr("not used") : row.note;
    case Missing:
        return row.missingShare > 0 ? QVariant(formatPercent(row.missingShare)) : QVariant(QString());
    default:
        return QString();
    }
}

QVariant FeatureItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Field:
        return tr("Field");
    case Type:
        return tr("Type");
    case TransformColumn:
        return tr("Transform");
    case Missing:
        return tr("Missing");
    case Distribution:
        return tr("Distribution");
    default:
        return {};
    }
}

Qt::ItemFlags FeatureItemModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    const FeatureRow& row = m_rows[static_cast<std::size_t>(index.row())];
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (!m_editable || row.isLabel)
        return flags;
    if (index.column() == Field || (index.column() == Missing && row.used))
        flags |= Qt::ItemIsUserCheckable;
    if (index.column() == TransformColumn && row.used && transformsFor(row.type, row.path).size() > 1)
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool FeatureItemModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !m_editable)
        return false;
    FeatureRow& row = m_rows[static_cast<std::size_t>(index.row())];
    if (row.isLabel)
        return false;
    if (role == Qt::CheckStateRole && index.column() == Field) {
        row.used = value.toInt() == Qt::Checked;
    } else if (role == Qt::CheckStateRole && index.column() == Missing && row.used) {
        row.missingIndicator = value.toInt() == Qt::Checked;
    } else if (role == Qt::EditRole && index.column() == TransformColumn) {
        const auto allowed = transformsFor(row.type, row.path);
        const auto chosen =
            std::ranges::find_if(allowed, [&](Transform t) { return transformText(t) == value.toString(); });
        if (chosen == allowed.end())
            return false;
        row.transform = *chosen;
    } else {
        return false;
    }
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), kColumns - 1));
    Q_EMIT inputsChanged();
    return true;
}

} // namespace driftwood::ui
