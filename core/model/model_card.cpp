#include "base/clock.h"
#include "model/trained_model.h"
#include "training/objectives/objective.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace driftwood::model {
namespace {

using features::FittedInput;
using features::Transform;
using training::PredictionKind;

std::string number(double value) {
    if (!std::isfinite(value))
        return "–";
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%.6g", value);
    return {text.data(), static_cast<std::size_t>(length)};
}

std::string count(std::int64_t number) { return training::groupedCount(number); }

// Text from the log (field names, categories) as a table cell, escaped so that no Markdown or HTML remains.
std::string cell(std::string_view text) {
    static constexpr std::string_view kMarkup = "\\|`*_{}[]<>#&!~";
    std::string escaped;
    for (const char c : text) {
        if (c == '\n' || c == '\r')
            escaped += ' ';
        else {
            if (kMarkup.find(c) != std::string_view::npos)
                escaped += '\\';
            escaped += c;
        }
    }
    return escaped;
}

std::string whatItDoes(const TrainedModel& model) {
    const std::string topic = cell(model.lineage.dataset.topic.value);
    const std::string& label = model.features.spec().labelPath;
    switch (model.objective().prediction) {
    case PredictionKind::Score:
        return "Says of every record of **" + topic +
               "** how unusual it is: an autoencoder's mean squared reconstruction error over the "
               "transformed "
               "features. A record whose error is above **" +
               number(model.threshold) + "** is called anomalous.";
    case PredictionKind::Number:
        return "Predicts **" + cell(label) + "** of records of **" + topic + "**, in the field's own unit.";
    case PredictionKind::Class:
        break;
    }
    std::string classes;
    for (const std::string& name : model.classNames())
        classes += (classes.empty() ? "" : ", ") + cell(name);
    std::string text = "Gives records of **" + topic + "** the probability of every class of **" +
                       cell(label) + "** (" + classes + ").";
    if (model.classes() == 2)
        text += " The second class is predicted above a probability of " + number(model.threshold) + ".";
    return text;
}

std::string transformText(const FittedInput& fitted) {
    switch (fitted.input.transform) {
    case Transform::Standardize:
        return "standardize: mean " + number(fitted.shift) +
               (fitted.scale == 0.0 ? ", constant" : ", standard deviation " + number(1.0 / fitted.scale));
    case Transform::MinMax:
        return "min-max: from " + number(fitted.shift) +
               (fitted.scale == 0.0 ? ", constant" : " to " + number(fitted.shift + 1.0 / fitted.scale));
    case Transform::OneHot: {
        constexpr std::size_t kNamed = 8;
        std::string text = "one-hot:";
        for (std::size_t i = 0; i < fitted.categories.size() && i < kNamed; ++i)
            text += (i == 0 ? " " : ", ") + cell(fitted.categories[i]);
        if (fitted.categories.size() > kNamed)
            text += " and " + std::to_string(fitted.categories.size() - kNamed) + " more";
        return text;
    }
    case Transform::CyclicHour:
    case Transform::CyclicWeekday:
        return std::string(transformName(fitted.input.transform)) +
               (fitted.type == records::FieldType::Text
                    ? ": ISO 8601 text"
                    : ": " + std::string(timeUnitName(fitted.timeUnit)) + " since 1970");
    case Transform::Passthrough:
        break;
    }
    return std::string(transformName(fitted.input.transform));
}

std::string prequentialTable(const TrainedModel& model) {
    std::string text = "Learned in one pass: every row was predicted before it was learned from.\n\n"
                       "| metric | prequential |\n|---|---|\n";
    for (const auto& [name, value] : model.prequential.values)
        text += "| " + cell(name) + " | " + number(value) + " |\n";
    return text;
}

std::string rowNotesText(const TrainedModel& model) {
    std::string text;
    for (const std::string& note : rowNotes(model))
        text += "\n- " + cell(note) + ".";
    return text.empty() ? text : text + "\n";
}

std::string metricsTable(const TrainedModel& model) {
    if (model.lineage.incremental)
        return prequentialTable(model);
    std::string text = "| metric | validation | training |\n|---|---|---|\n";
    const auto valueOf = [](const training::Evaluation& evaluation, const std::string& name) {
        const auto value = evaluation.get(name);
        return value ? number(*value) : std::string("–");
    };
    training::Evaluation names = model.trainingEvaluation;
    names.values.insert(model.validation.values.begin(), model.validation.values.end());
    for (const auto& [name, unused] : names.values)
        text += "| " + cell(name) + " | " + valueOf(model.validation, name) + " | " +
                valueOf(model.trainingEvaluation, name) + " |\n";
    return text;
}

/// The baselines next to the metrics, or an explanation of the metrics if there are none.
std::string baselinesText(const TrainedModel& model) {
    if (model.objective().prediction == PredictionKind::Score)
        return "\nThe reconstruction error is the mean squared difference between the transformed inputs and "
               "what "
               "the network makes of them: 0 is exact. There is no guess to hold it against; compare it with "
               "the "
               "threshold, and with other models on the same records.\n";
    std::string text;
    if (!model.baselines.empty()) {
        const std::string metric(model.objective().headline().name);
        text += "\nOn the same rows, guesses that need no model:\n\n| guess | " + metric +
                " | rows |\n|---|---|---|\n";
        for (const training::Baseline& baseline : model.baselines) {
            const auto value = baseline.evaluation.get(metric);
            const auto rows = baseline.evaluation.get("rows");
            text += "| " + std::string(training::baselineWords(baseline.name)) + " | " +
                    (value ? number(*value) : "–") + " | " + (rows ? count(std::llround(*rows)) : "–") +
                    " |\n";
        }
    }
    if (const auto beside = training::compareWithBaselines(model.task, model.onNewRows(), model.baselines))
        text += "\nThe model is " + training::comparisonWords(*beside, number) + ".\n";
    if (const auto positive = model.positiveClass())
        text += "\nPrecision, recall and F1 are of class **" + cell(model.className(*positive)) + "**.\n";
    return text;
}

std::string featuresTable(const TrainedModel& model) {
    std::string text = "| field | type | transform | missing |\n|---|---|---|---|\n";
    for (const FittedInput& fitted : model.features.inputs())
        text += "| " + cell(fitted.input.path) + " | " + std::string(fieldTypeName(fitted.type)) + " | " +
                transformText(fitted) + " | " +
                (fitted.input.missingIndicator ? "filled, with an indicator" : "filled") + " |\n";
    return text;
}

/// Empty when there are no such fields or they are unknown.
std::string leftOutTable(const TrainedModel& model) {
    if (model.lineage.leftOut.empty())
        return {};
    std::string text = "\nIt does not read these fields of its data set:\n\n| field | why not |\n|---|---|\n";
    for (const LeftOutField& field : model.lineage.leftOut)
        text += "| " + cell(field.path) + " | " + cell(field.reason) + " |\n";
    return text;
}

std::string networkText(const TrainedModel& model) {
    std::string sizes;
    for (const int size : model.shape.sizes)
        sizes += (sizes.empty() ? "" : " → ") + count(size);
    return "Dense layers " + sizes + " (" + std::string(training::activationName(model.shape.activation)) +
           "), " + count(static_cast<std::int64_t>(model.shape.parameterCount())) + " weights, trained by " +
           cell(model.lineage.engine) + (model.lineage.incremental ? " in one pass over the log" : "") +
           " for " + count(model.lineage.steps) + " steps (" + cell(model.lineage.stopReason) + ").";
}

/// "–" when there is no time.
std::string timeText(TimestampMs time) { return time.value > 0 ? formatIso8601(time) : "–"; }

std::string lineageText(const TrainedModel& model) {
    const dataset::Manifest& data = model.lineage.dataset;
    std::string text =
        "Data set **" + cell(data.name) + "**, topic **" + cell(data.topic.value) + "** of cluster " +
        cell(data.clusterId) + ": " + count(data.rows) + " rows (" + count(data.undecodable) +
        " undecodable and " + count(data.filteredOut) + " filtered out besides), " +
        (model.lineage.incremental
             ? std::string("all of them learned from")
             : "the last " + number(data.split.validationFraction * 100.0) + " % for validation") +
        ".\n\n";
    text += "| partition | offsets | records | from | to |\n|---|---|---|---|---|\n";
    for (const auto& partition : data.partitions)
        text += "| " + std::to_string(partition.range.partition.value) + " | [" +
                std::to_string(partition.range.begin.value) + ", " +
                std::to_string(partition.range.end.value) + ") | " + count(partition.records) + " | " +
                timeText(partition.firstTimestamp) + " | " + timeText(partition.lastTimestamp) + " |\n";
    text += "\nFingerprint of the data: `" + data.fingerprint + "`. Seed " +
            std::to_string(model.lineage.training.seed) + ". Made " + cell(model.lineage.createdAt) + " by " +
            cell(model.lineage.createdBy) + ".";
    if (!model.lineage.parentModelId.empty())
        text +=
            " Retrained after model `" + model.lineage.parentModelId + "`" +
            (model.lineage.startedFrom.empty() ? "" : ", started from " + cell(model.lineage.startedFrom)) +
            ".";
    return text;
}

std::string limitsText(const TrainedModel& model) {
    std::string text;
    for (const LeftOutField& field : model.lineage.doubtful)
        text +=
            "- " +
            std::string(field.path == model.features.spec().labelPath ? "It predicts **" : "It reads **") +
            cell(field.path) + "**: " + cell(field.reason) + ".\n";
    text += "- It knows the records above and nothing else. When the topic's values move away from them "
            "its outputs lose their meaning without any error; watch its drift.\n"
            "- A missing value is filled with what the training rows make neutral; a category that was "
            "not among theirs counts as none of them.\n";
    if (model.objective().prediction == PredictionKind::Score)
        text += "- The threshold is the " + number(model.lineage.training.thresholdQuantile) +
                " quantile of the training rows' error: about that share of ordinary records stays below it. "
                "Unusual is not the same as faulty.\n";
    else if (model.objective().prediction == PredictionKind::Class)
        text += "- The probabilities are the network's own and have not been calibrated.\n";
    if (model.onNewRows().values.empty())
        text += "- It was not validated on rows it had not seen.\n";
    if (!model.isVerified)
        text += "- Its bundle is of the first version, without a digest: whether its features, network and "
                "threshold are those it was saved with is not known.\n";
    return text;
}

} // namespace

std::string modelCard(const TrainedModel& model) {
    return "# " + cell(model.name) + "\n\nModel `" + model.id + "`, " +
           std::string(training::taskName(model.task)) + ".\n\n## What it does\n\n" + whatItDoes(model) +
           "\n\n## How good it is\n\n" + metricsTable(model) + rowNotesText(model) + baselinesText(model) +
           "\n## What it reads\n\n" + featuresTable(model) + leftOutTable(model) + "\n" + networkText(model) +
           "\n\n## Where it comes from\n\n" + lineageText(model) + "\n\n## Be careful\n\n" +
           limitsText(model);
}

} // namespace driftwood::model
