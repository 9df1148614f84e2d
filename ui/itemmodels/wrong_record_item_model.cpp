#include "ui/itemmodels/wrong_record_item_model.h"

#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/theme/type.h"
#include "ui/widgets/list_roles.h"

#include <cmath>

namespace driftwood::ui {
namespace {

using training::PredictionKind;

QString probability(double value) { return percentFigure(value, 1) + QStringLiteral(" %"); }

} // namespace

void WrongRecordItemModel::setAnalysis(std::shared_ptr<const evaluation::ErrorAnalysis> analysis,
                                       const QTimeZone& zone) {
    beginResetModel();
    m_analysis = std::move(analysis);
    m_zone = zone;
    endResetModel();
}

Position WrongRecordItemModel::position(int row) const {
    return m_analysis->largest[static_cast<std::size_t>(row)].position;
}

int WrongRecordItemModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_analysis ? 0 : static_cast<int>(m_analysis->largest.size());
}

int WrongRecordItemModel::columnCount(const QModelIndex& parent) const {
    if (parent.isValid())
        return 0;
    const bool scores = m_analysis && m_analysis->model->objective().prediction == PredictionKind::Score;
    return scores ? Third : kColumns;
}

QString WrongRecordItemModel::className(double index) const {
    if (std::isnan(index) || index < 0)
        return tr("not seen in training");
    return lineOfBytes(m_analysis->confusion.classes[static_cast<std::size_t>(index)]);
}

QVariant WrongRecordItemModel::figure(const evaluation::WrongRecord& record, int column) const {
    switch (m_analysis->model->objective().prediction) {
    case PredictionKind::Score:
        return column == First ? formatNumber(record.value)
                               : tr("%1×").arg(formatNumber(record.value / m_analysis->model->threshold));
    case PredictionKind::Number:
        return formatNumber(column == First    ? record.actual
                            : column == Second ? record.value
                                               : record.value - record.actual);
    case PredictionKind::Class:
        return column == First    ? className(record.actual)
               : column == Second ? className(record.predictedClass)
                                  : probability(record.size);
    }
    return {};
}

QVariant WrongRecordItemModel::text(const evaluation::WrongRecord& record, int column) const {
    switch (column) {
    case Topic:
        return QString::fromStdString(m_analysis->model->lineage.dataset.topic.value);
    case Partition:
        return QStringLiteral("P%1").arg(record.position.partition.value);
    case Offset:
        return formatCount(record.position.offset.value);
    case Time:
        return formatTime(record.at.value, m_zone, TimeDetail::Seconds);
    case Key:
        return record.key.empty() ? QVariant() : lineOfBytes(record.key);
    default:
        return figure(record, column);
    }
}

bool WrongRecordItemModel::isRight(int column) const {
    if (column < First || !m_analysis)
        return column == Offset || column == Time;
    return m_analysis->model->objective().prediction != PredictionKind::Class || column == Third;
}

QVariant WrongRecordItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const evaluation::WrongRecord& record = m_analysis->largest[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(record, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Time)
            return formatTime(record.at.value, m_zone);
        return index.column() == Offset
                   ? tr("Open %1 in %2")
                         .arg(formatPosition(record.position.partition.value, record.position.offset.value),
                              text(record, Topic).toString())
                   : text(record, index.column());
    case Qt::FontRole:
        return font(TextStyle::Value);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment((isRight(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case LinkRole:
        return index.column() == Offset ? text(record, Offset) : QVariant();
    default:
        return {};
    }
}

QVariant WrongRecordItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    const PredictionKind kind =
        m_analysis ? m_analysis->model->objective().prediction : PredictionKind::Number;
    switch (section) {
    case Topic:
        return tr("Topic");
    case Partition:
        return tr("Partition");
    case Offset:
        return tr("Offset");
    case Time:
        return tr("Time");
    case Key:
        return tr("Key");
    case First:
        return kind == PredictionKind::Score ? tr("Score") : tr("Actual");
    case Second:
        return kind == PredictionKind::Score ? tr("Of the threshold") : tr("Predicted");
    default:
        return kind == PredictionKind::Class ? tr("Said with") : tr("Error");
    }
}

} // namespace driftwood::ui
