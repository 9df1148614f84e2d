#include "ui/itemmodels/training/feature_item_model.h"

#include "features/transforms/transform_kind.h"
#include "ui/format/format.h"
#include "ui/itemmodels/training/transform_words.h"
#include "ui/theme/theme.h"
#include "ui/widgets/lists/list_roles.h"

#include <QStringList>
#include <algorithm>

namespace driftwood::ui {

using features::Transform;

namespace {

QString typeText(const FeatureRow& row) { return qt(records::fieldTypeName(row.type)); }

QVariant noteTip(const FeatureRow& row) { return row.note.isEmpty() ? QVariant() : QVariant(row.note); }

QStringList possibleTransforms(const FeatureRow& row) {
    QStringList titles;
    for (const Transform transform : FeatureItemModel::transformsFor(row.type, row.path))
        titles << transformText(transform);
    return titles;
}

} // namespace

FeatureItemModel::FeatureItemModel(bool editable, QObject* parent)
    : ColumnTableModel(parent)
    , m_editable(editable) {
    reset({}, columns());
}

std::vector<Transform> FeatureItemModel::transformsFor(records::FieldType type, const std::string& path) {
    std::vector<Transform> suiting = features::suitingTransforms(type);
    if (path == records::kTimestampPath)
        std::erase_if(suiting, [](Transform transform) {
            return kindOf(transform).readAs != features::ReadAs::Time; // it only grows
        });
    return suiting;
}

void FeatureItemModel::setRows(std::vector<FeatureRow> rows) {
    reset(std::move(rows));
    Q_EMIT inputsChanged();
}

std::vector<features::FeatureInput> FeatureItemModel::inputs() const {
    std::vector<features::FeatureInput> out;
    for (const FeatureRow& row : m_rows)
        if (row.used && !row.isLabel)
            out.push_back(row.input());
    return out;
}

void FeatureItemModel::setLabel(const std::string& path) {
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const bool isLabel = m_rows[i].path == path;
        if (isLabel == m_rows[i].isLabel)
            continue;
        m_rows[i].isLabel = isLabel;
        rowsChanged(static_cast<int>(i), static_cast<int>(i));
    }
    Q_EMIT inputsChanged();
}

bool FeatureItemModel::isUsed(const FeatureRow& row) const {
    return !m_editable || (row.used && !row.isLabel);
}

QString FeatureItemModel::transformCell(const FeatureRow& row) const {
    if (isUsed(row))
        return transformText(row.transform);
    return row.isLabel ? tr("label") : row.note.isEmpty() ? tr("not used") : row.note;
}

FeatureItemModel::Columns FeatureItemModel::columns() const {
    const auto checkState = [this](bool (*checked)(const FeatureRow&)) {
        return CellRole<FeatureRow>{Qt::CheckStateRole, [this, checked](const FeatureRow& row) -> QVariant {
                                        if (!m_editable)
                                            return {};
                                        return isUsed(row) && checked(row) ? Qt::Checked : Qt::Unchecked;
                                    }};
    };
    Columns columns{
        {.title = tr("Field"),
         .text = [](const FeatureRow& row) { return qt(row.path); },
         .roles = {checkState([](const FeatureRow&) { return true; }),
                   {Qt::ToolTipRole,
                    [](const FeatureRow& row) { // the cell may be too narrow for both
                        return row.note.isEmpty() ? QStringLiteral("%1: %2").arg(qt(row.path), typeText(row))
                                                  : row.note;
                    }}}},
        {.title = tr("Type"),
         .text = typeText,
         .style = TextStyle::Small,
         .roles = {{Qt::ToolTipRole, noteTip}}},
        {.title = tr("Transform"),
         .text = [this](const FeatureRow& row) { return transformCell(row); },
         .style = TextStyle::Small,
         .roles = {{Qt::EditRole, [](const FeatureRow& row) { return transformText(row.transform); }},
                   {ChoicesRole, possibleTransforms},
                   {Qt::ToolTipRole, noteTip}}},
        {.title = tr("Missing"),
         .text =
             [](const FeatureRow& row) {
                 return row.missingShare > 0 ? formatPercent(row.missingShare) : QString();
             },
         .style = TextStyle::Small,
         .roles = {checkState([](const FeatureRow& row) { return row.missingIndicator; }),
                   {Qt::ToolTipRole, noteTip}}},
        {.title = tr("Distribution"),
         .style = TextStyle::Small,
         .roles = {{HistogramRole,
                    [](const FeatureRow& row) {
                        return row.histogram.reference.empty() ? QVariant()
                                                               : QVariant::fromValue(row.histogram);
                    }},
                   {Qt::AccessibleTextRole,
                    [](const FeatureRow& row) { return tr("distribution of %1").arg(qt(row.path)); }},
                   {Qt::ToolTipRole, noteTip}}}};
    for (TableColumn<FeatureRow>& column : columns) {
        const Token ink = column.style == TextStyle::Value ? Token::Ink : Token::Ink2;
        column.roles.push_back({Qt::ForegroundRole, [this, ink](const FeatureRow& row) {
                                    return color(isUsed(row) ? ink : Token::Ink3);
                                }});
    }
    return columns;
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
    row.byHand = true;
    rowsChanged(index.row(), index.row());
    Q_EMIT inputsChanged();
    return true;
}

} // namespace driftwood::ui
