#include "model/examples.h"

#include "model/inference.h"
#include "model/inputs.h"

#include <algorithm>
#include <string>

namespace driftwood::model {
namespace {

// Summing float32 in another order through a few layers stays well below this; a wrong weight does not.
constexpr double kExampleTolerance = 1e-4;

Status compareExample(const Example& example, std::span<const double> outputs, std::size_t index) {
    for (std::size_t column = 0; column < outputs.size(); ++column)
        if (!nearlyEqual(example.output[column], outputs[column], kExampleTolerance))
            return fail(ErrorCode::Mismatch, "the model no longer gives the output of its own example",
                        "example " + std::to_string(index) + ": stored " +
                            std::to_string(example.output[column]) + ", now " +
                            std::to_string(outputs[column]),
                        "The bundle was changed or damaged after it was written; use another copy.");
    return {};
}

} // namespace

Result<Example> makeExample(const TrainedModel& model, const records::RecordBatch& rows, std::size_t row) {
    auto inference = Inference::create(model);
    if (!inference)
        return forward(inference);
    auto example = exampleInput(inputFields(model.features), rows, row);
    if (!example)
        return forward(example);
    auto outputs = inference->run(rows, row, row + 1);
    if (!outputs)
        return forward(outputs);
    example->output = std::move(outputs->values);
    return example;
}

Status addExamples(TrainedModel& model, const records::RecordBatch& rows, std::size_t count) {
    count = std::min(count, rows.rows());
    std::vector<Example> examples;
    for (std::size_t i = 0; i < count; ++i) {
        auto example = makeExample(model, rows, i * rows.rows() / count);
        if (!example)
            return forward(example);
        examples.push_back(std::move(*example));
    }
    model.examples = std::move(examples);
    return {};
}

Status checkExamples(const TrainedModel& model) {
    const InputFields fields = inputFields(model.features);
    const std::size_t columns = outputColumns(model);
    for (const Example& example : model.examples)
        if (example.numeric.size() != fields.numeric.size() || example.text.size() != fields.text.size() ||
            example.output.size() != columns)
            return fail(ErrorCode::CorruptData, "an example does not have the model's inputs and outputs");
    auto inference = Inference::create(model);
    if (!inference)
        return forward(inference);
    const auto outputs = inference->run(batchOf(fields, model.examples));
    if (!outputs)
        return fail(outputs.error().code, outputs.error().what, outputs.error().where, outputs.error().hint);
    for (std::size_t i = 0; i < model.examples.size(); ++i)
        if (Status same = compareExample(model.examples[i], outputs->row(i), i); !same)
            return same;
    return {};
}

} // namespace driftwood::model
