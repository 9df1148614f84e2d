#include "ui/itemmodels/datasets/finding_words.h"

#include "ui/format/format.h"

#include <QCoreApplication>

namespace driftwood::ui {
namespace {

using profiling::FieldProblem;

struct FindingWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::FindingWords)
};

} // namespace

QString findingNote(const profiling::FieldFinding& finding) {
    switch (finding.problem) {
    case FieldProblem::None:
        break;
    case FieldProblem::AlwaysMissing:
        return FindingWords::tr("missing in training");
    case FieldProblem::NoneFits:
        return FindingWords::tr("does not fit its type");
    case FieldProblem::OneValue:
        return FindingWords::tr("one value only");
    case FieldProblem::ManyTexts:
        return FindingWords::tr("text, nearly always another");
    case FieldProblem::Grows:
        return FindingWords::tr("running number");
    case FieldProblem::NamesRecords:
        return FindingWords::tr("identifies the record");
    case FieldProblem::GivesLabelAway:
    case FieldProblem::PresenceGivesLabelAway:
    case FieldProblem::FollowsLabel:
        return FindingWords::tr("gives the label away");
    }
    return {};
}

QString findingSentence(const profiling::FieldFinding& finding) {
    const QString label = QString::fromStdString(finding.label);
    switch (finding.problem) {
    case FieldProblem::None:
        break;
    case FieldProblem::AlwaysMissing:
        return FindingWords::tr("Missing in every training row: there is nothing to learn from.");
    case FieldProblem::NoneFits:
        return FindingWords::tr(
            "None of its values in the training rows fits its type: there is nothing to learn from.");
    case FieldProblem::OneValue:
        return FindingWords::tr("One value only in the training rows: there is nothing to learn from.");
    case FieldProblem::ManyTexts:
        return FindingWords::tr(
                   "Text with %1 different values: it identifies the record rather than describing it.")
            .arg(formatCount(finding.distinct));
    case FieldProblem::Grows:
        return FindingWords::tr(
            "A running number: it only grows, so every new record lies outside the training range.");
    case FieldProblem::NamesRecords:
        return FindingWords::tr("It identifies the record: nearly every value is different.");
    case FieldProblem::GivesLabelAway:
        return FindingWords::tr(
                   "It gives %1 away: each of its values comes with one value of %1. Leave it out "
                   "unless it is known before %1 is.")
            .arg(label);
    case FieldProblem::PresenceGivesLabelAway:
        return FindingWords::tr("It gives %1 away: it is missing for some values of %1 and present for "
                                "others. Leave it out unless it is known before %1 is.")
            .arg(label);
    case FieldProblem::FollowsLabel:
        return FindingWords::tr(
                   "It gives %1 away: it follows %1 exactly. Leave it out unless it is known before %1 is.")
            .arg(label);
    }
    return {};
}

} // namespace driftwood::ui
