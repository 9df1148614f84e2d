#include "ui/itemmodels/models/confusion_item_models.h"

#include "ui/format/format.h"
#include "ui/itemmodels/cell_text.h"

#include <cmath>
#include <numeric>

namespace driftwood::ui {
namespace {

QString shareOfAll(double value) { return percentFigure(value, 1) + QStringLiteral(" %"); }

QVariant figure(double value) { return std::isnan(value) ? QVariant() : QVariant(shareOfAll(value)); }

double shareOfRow(const ConfusionRow& row, std::size_t predicted) {
    return row.all > 0 ? static_cast<double>(row.predicted[predicted]) / static_cast<double>(row.all) : 0.0;
}

} // namespace

ConfusionItemModel::ConfusionItemModel(QObject* parent)
    : ColumnTableModel(parent, columns({})) {}

ConfusionItemModel::Columns ConfusionItemModel::columns(const std::vector<std::string>& classes) {
    Columns columns{{.title = tr("Actual"),
                     .text = &ConfusionRow::actual,
                     .textIsTip = true,
                     .roles = {{Qt::FontRole,
                                [](const ConfusionRow& row) {
                                    return font(row.own < 0 ? TextStyle::Body : TextStyle::Value);
                                }}},
                     .headerTip = tr("Actual")}};
    for (std::size_t i = 0; i < classes.size(); ++i) {
        const QString name = lineOfBytes(classes[i]);
        const auto sentence = [i, name](const ConfusionRow& row) {
            return tr("%1 predicted as %2: %3 of %4 records")
                .arg(row.actual, name, formatCount(row.predicted[i]), formatCount(row.all));
        };
        columns.push_back({.title = name,
                           .text =
                               [i](const ConfusionRow& row) {
                                   return row.predicted[i] == 0 ? QStringLiteral("0")
                                                                : QStringLiteral("%1  %2").arg(
                                                                      formatCount(row.predicted[i]),
                                                                      formatPercent(shareOfRow(row, i)));
                               },
                           .align = Qt::AlignRight,
                           .roles = {{Qt::ToolTipRole, sentence},
                                     {Qt::AccessibleTextRole, sentence},
                                     {ShareRole, [i](const ConfusionRow& row) { return shareOfRow(row, i); }},
                                     {Qt::FontRole,
                                      [i](const ConfusionRow& row) {
                                          return font(row.own == static_cast<int>(i) ? TextStyle::ValueStrong
                                                                                     : TextStyle::Value);
                                      }}},
                           .headerTip = name});
    }
    return columns;
}

void ConfusionItemModel::setConfusion(const evaluation::Confusion& confusion) {
    std::vector<ConfusionRow> rows;
    for (std::size_t i = 0; i < confusion.classes.size(); ++i) {
        ConfusionRow& row = rows.emplace_back();
        row.actual = lineOfBytes(confusion.classes[i]);
        for (std::size_t predicted = 0; predicted < confusion.classes.size(); ++predicted)
            row.predicted.push_back(confusion.at(i, predicted));
        row.all = evaluation::figuresOf(confusion, i).actual;
        row.own = static_cast<int>(i);
    }
    if (std::ranges::any_of(confusion.unseen, [](std::int64_t count) { return count > 0; }))
        rows.push_back({tr("not seen in training"), confusion.unseen,
                        std::accumulate(confusion.unseen.begin(), confusion.unseen.end(), std::int64_t(0)),
                        -1});
    reset(std::move(rows), columns(confusion.classes));
}

ClassFiguresItemModel::ClassFiguresItemModel(QObject* parent)
    : ColumnTableModel(parent,
                       {{.title = tr("Class"), .text = &ClassFiguresRow::name},
                        {.title = tr("Records"),
                         .text = [](const ClassFiguresRow& row) { return formatCount(row.figures.actual); },
                         .align = Qt::AlignRight},
                        {.title = tr("Precision"),
                         .text = [](const ClassFiguresRow& row) { return figure(row.figures.precision); },
                         .align = Qt::AlignRight},
                        {.title = tr("Recall"),
                         .text = [](const ClassFiguresRow& row) { return figure(row.figures.recall); },
                         .align = Qt::AlignRight},
                        {.title = tr("F1"),
                         .text =
                             [](const ClassFiguresRow& row) {
                                 return std::isnan(row.figures.f1) ? QVariant()
                                                                   : QVariant(formatNumber(row.figures.f1));
                             },
                         .align = Qt::AlignRight}}) {}

void ClassFiguresItemModel::setConfusion(const evaluation::Confusion& confusion) {
    std::vector<ClassFiguresRow> rows;
    for (std::size_t i = 0; i < confusion.classes.size(); ++i)
        rows.push_back({lineOfBytes(confusion.classes[i]), evaluation::figuresOf(confusion, i)});
    reset(std::move(rows));
}

} // namespace driftwood::ui
