#include "ui/monitor/alarms/rule_facts.h"

#include "ui/format/format.h"
#include "ui/monitor/monitor_words.h"
#include "ui/monitor/shown_monitor.h"

#include <QCoreApplication>

namespace driftwood::ui {
namespace {

struct RuleTexts {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::RuleFacts)
};

Fact inWords(const QString& key, const QString& value, const QString& toolTip = {}) {
    return {.key = key, .value = value, .style = TextStyle::Body, .toolTip = toolTip};
}

} // namespace

QList<Fact> ruleFacts(const ShownMonitor& shown) {
    const auto& model = shown.model();
    if (!model)
        return {};
    const drift::DriftConfig config = shown.config();
    const QString reference = QString::fromStdString(model->lineage.dataset.name);
    QList<Fact> facts{
        {.key = RuleTexts::tr("Reference"),
         .value = reference,
         .link = reference,
         .toolTip = RuleTexts::tr("The training part of %1, as the model keeps it").arg(reference)},
        inWords(RuleTexts::tr("Current window"),
                RuleTexts::tr("%1 records").arg(formatCount(config.windowRecords))),
        inWords(RuleTexts::tr("Judged from"),
                RuleTexts::tr("%1 values").arg(formatCount(config.minimumRecords)),
                RuleTexts::tr("With fewer values in the window there is no verdict on a field")),
        {.key = RuleTexts::tr("Drifted"),
         .value = RuleTexts::tr("PSI > %1, p < %2")
                      .arg(psiText(config.psiThreshold), formatSetting(config.pValueThreshold)),
         .toolTip = RuleTexts::tr("The test is Kolmogorov–Smirnov, for categories χ²; both must agree")},
        {.key = RuleTexts::tr("Missing"),
         .value = QStringLiteral("> +%1").arg(formatPercent(config.missingRateIncrease)),
         .toolTip = RuleTexts::tr("Share of missing values above that of the reference")},
        inWords(RuleTexts::tr("Alarm after"), RuleTexts::tr("%n window(s)", nullptr, config.raiseAfter)),
        inWords(RuleTexts::tr("Cleared after"), RuleTexts::tr("%n window(s)", nullptr, config.clearAfter),
                RuleTexts::tr("Below %1 of the limit").arg(formatPercent(config.clearFraction))),
    };
    if (const QString deadLetter = QString::fromStdString(shown.deliveryNotes().deadLetter);
        !deadLetter.isEmpty())
        facts.append({.key = RuleTexts::tr("Dead letters"),
                      .value = deadLetter,
                      .toolTip = RuleTexts::tr("The topic that receives the predictions refused by %1")
                                     .arg(QString::fromStdString(shown.target().value))});
    return facts;
}

} // namespace driftwood::ui
