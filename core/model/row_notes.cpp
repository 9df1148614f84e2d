#include "model/trained_model.h"

namespace driftwood::model {

std::vector<std::string> rowNotes(const TrainedModel& model) {
    if (model.lineage.incremental)
        return training::rowNotes(model.prequential, true);
    training::Evaluation judged = model.validation;
    training::Evaluation learned = model.trainingEvaluation;
    const std::int64_t judgedWithout = judged.counted().withoutLabel;
    const std::int64_t learnedWithout = learned.counted().withoutLabel;
    std::vector<std::string> notes;
    if (learnedWithout > 0) {
        // One sentence for both parts instead of one each.
        const auto count = [](std::int64_t rows) { return training::groupedCount(rows); };
        notes.push_back(count(judgedWithout + learnedWithout) + " rows without a label, in no figure: " +
                        count(learnedWithout) + " of training, " + count(judgedWithout) + " of validation");
        judged.values.erase("rows_without_label");
    }
    for (std::string& note : training::rowNotes(judged, false))
        notes.push_back(std::move(note));
    return notes;
}

} // namespace driftwood::model
