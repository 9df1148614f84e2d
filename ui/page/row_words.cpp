#include "ui/page/row_words.h"

#include "ui/format/format.h"
#include "ui/format/numbers.h"

#include <QCoreApplication>

namespace driftwood::ui {
namespace {

struct RowWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::RowWords)
};

} // namespace

QStringList rowNoteTexts(const training::Evaluation& evaluation, bool onePass) {
    const training::CountedRows counted = evaluation.counted();
    QStringList notes;
    if (counted.beforeLearning > 0)
        notes << RowWords::tr("Rows left out of the figures, as nothing was learned yet: %1")
                     .arg(formatCount(counted.beforeLearning));
    if (counted.withoutAnswer > 0)
        notes << RowWords::tr("Rows whose values are beyond what the model can compute with, each counted as "
                              "wrong: %1")
                     .arg(formatCount(counted.withoutAnswer));
    if (counted.ofUnknownClass > 0) {
        const QString rows = formatCount(counted.ofUnknownClass);
        const QString names = QString::fromStdString(counted.unknownClasses.text());
        notes << (onePass ? RowWords::tr("Rows of a class seen for the first time, each counted as wrong: %1")
                          : RowWords::tr("Rows of a class not seen in training, each counted as wrong: %1"))
                     .arg(names.isEmpty() ? rows : QStringLiteral("%1 (%2)").arg(rows, names));
    }
    if (const double share = evaluation.get("largest_class_share").value_or(0.0);
        share >= training::kUnbalanced)
        notes << RowWords::tr("%1 of the rows are of one class, so accuracy says little: always predicting "
                              "that class would be right as often. Balanced class weights may help.")
                     .arg(formatFixed(training::shownPercent(share), 1) + QStringLiteral(" %"));
    if (counted.withoutLabel > 0)
        notes << RowWords::tr("Rows without a label, left out of the figures: %1")
                     .arg(formatCount(counted.withoutLabel));
    return notes;
}

} // namespace driftwood::ui
