#include "model/trained_model.h"

namespace driftwood::model {

namespace {

void addFamiliar(std::vector<std::string>& notes, const Lineage& lineage) {
    if (lineage.familiarRows > 0)
        notes.push_back(
            training::groupedCount(lineage.familiarRows) +
            (lineage.familiarRows == 1 ? " row is" : " rows are") +
            " of data that the parent model was trained on, and training began with its weights: the "
            "figures flatter this model");
}

} // namespace

std::vector<std::string> rowNotes(const TrainedModel& model) {
    if (model.lineage.learnerType().inOnePass) {
        auto notes = training::rowNotes(model.prequential, true);
        addFamiliar(notes, model.lineage);
        return notes;
    }
    training::Evaluation judged = model.validation;
    training::Evaluation learned = model.trainingEvaluation;
    const std::int64_t judgedWithout = judged.counted().withoutLabel;
    const std::int64_t learnedWithout = learned.counted().withoutLabel;
    std::vector<std::string> notes;
    if (learnedWithout > 0) {
        // One sentence for both parts instead of two.
        const auto count = [](std::int64_t rows) { return training::groupedCount(rows); };
        notes.push_back(count(judgedWithout + learnedWithout) +
                        " rows without a label, left out of the figures: " + count(learnedWithout) +
                        " of training, " + count(judgedWithout) + " of validation");
        judged.values.erase("rows_without_label");
    }
    for (std::string& note : training::rowNotes(judged, false))
        notes.push_back(std::move(note));
    addFamiliar(notes, model.lineage);
    return notes;
}

} // namespace driftwood::model
