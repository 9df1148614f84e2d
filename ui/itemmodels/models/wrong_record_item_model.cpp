#include "ui/itemmodels/models/wrong_record_item_model.h"

#include "training/objectives/objective.h"
#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"
#include "ui/widgets/lists/list_roles.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace driftwood::ui {
namespace {

using evaluation::WrongRecord;
using training::PredictionKind;

QString probability(double value) { return percentFigure(value, 1) + QStringLiteral(" %"); }

QString offsetText(const WrongRecord& record) { return formatCount(record.position.offset.value); }

TableColumn<WrongRecord> figureColumn(const QString& title, std::function<double(const WrongRecord&)> value) {
    return {
        .title = title,
        .text = [value = std::move(value)](const WrongRecord& record) { return formatNumber(value(record)); },
        .align = Qt::AlignRight,
        .textIsTip = true};
}

} // namespace

WrongRecordItemModel::WrongRecordItemModel(QObject* parent)
    : ColumnTableModel(parent) {
    reset({}, columns());
}

void WrongRecordItemModel::setAnalysis(std::shared_ptr<const evaluation::ErrorAnalysis> analysis,
                                       const QTimeZone& zone) {
    m_analysis = std::move(analysis);
    m_zone = zone;
    reset(m_analysis ? m_analysis->largest : std::vector<WrongRecord>{}, columns());
}

QString WrongRecordItemModel::topic() const { return qt(m_analysis->model->lineage.dataset.topic.value); }

QString WrongRecordItemModel::className(double index) const {
    if (std::isnan(index) || index < 0)
        return tr("not seen in training");
    return lineOfBytes(m_analysis->confusion.classes[static_cast<std::size_t>(index)]);
}

WrongRecordItemModel::Columns WrongRecordItemModel::columns() const {
    Columns columns{
        {.title = tr("Topic"), .text = [this](const WrongRecord&) { return topic(); }, .textIsTip = true},
        {.title = tr("Partition"),
         .text =
             [](const WrongRecord& record) {
                 return QStringLiteral("P%1").arg(record.position.partition.value);
             },
         .textIsTip = true},
        {.title = tr("Offset"),
         .text = offsetText,
         .align = Qt::AlignRight,
         .roles = {{LinkRole, offsetText},
                   {Qt::ToolTipRole,
                    [this](const WrongRecord& record) {
                        return tr("Open %1 in %2")
                            .arg(
                                formatPosition(record.position.partition.value, record.position.offset.value),
                                topic());
                    }}}},
        {.title = tr("Time"),
         .text =
             [this](const WrongRecord& record) {
                 return formatTime(record.at.value, m_zone, TimeDetail::Seconds);
             },
         .align = Qt::AlignRight,
         .roles = {{Qt::ToolTipRole,
                    [this](const WrongRecord& record) { return formatTime(record.at.value, m_zone); }}}},
        {.title = tr("Key"),
         .text =
             [](const WrongRecord& record) {
                 return record.key.empty() ? QVariant() : lineOfBytes(record.key);
             },
         .textIsTip = true}};
    std::ranges::move(outputColumns(), std::back_inserter(columns));
    return columns;
}

WrongRecordItemModel::Columns WrongRecordItemModel::outputColumns() const {
    switch (m_analysis ? m_analysis->model->objective().prediction : PredictionKind::Number) {
    case PredictionKind::Score:
        return {figureColumn(tr("Score"), &WrongRecord::value),
                {.title = tr("Times threshold"),
                 .text =
                     [this](const WrongRecord& record) {
                         return tr("%1×").arg(formatNumber(record.value / m_analysis->model->threshold));
                     },
                 .align = Qt::AlignRight,
                 .textIsTip = true}};
    case PredictionKind::Number:
        return {figureColumn(tr("Actual"), &WrongRecord::actual),
                figureColumn(tr("Predicted"), &WrongRecord::value),
                figureColumn(tr("Error"),
                             [](const WrongRecord& record) { return record.value - record.actual; })};
    case PredictionKind::Class:
        break;
    }
    return {{.title = tr("Actual"),
             .text = [this](const WrongRecord& record) { return className(record.actual); },
             .textIsTip = true},
            {.title = tr("Predicted"),
             .text =
                 [this](const WrongRecord& record) {
                     return record.predictedClass < 0 ? QStringLiteral("–") // it has no answer
                                                      : className(record.predictedClass);
                 },
             .textIsTip = true},
            {.title = tr("Probability"),
             .text =
                 [](const WrongRecord& record) {
                     return record.predictedClass < 0 ? QStringLiteral("–") : probability(record.size);
                 },
             .align = Qt::AlignRight,
             .textIsTip = true}};
}

} // namespace driftwood::ui
