#include "model/card_words.h"

#include "base/clock.h"
#include "features/transforms/transform_kind.h"
#include "training/objectives/objective.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace driftwood::model {
namespace {

using features::FittedInput;
using training::PredictionKind;

/// Words and numbers of the card's language.
class Say {
  public:
    explicit Say(const CardWords& words)
        : m_words(words) {}

    std::string operator()(const std::string& english, const std::vector<std::string>& pieces = {}) const {
        const std::string words = m_words.sentence ? m_words.sentence(english) : english;
        std::string text;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::size_t piece =
                words[i] == '%' && i + 1 < words.size() && words[i + 1] > '0' && words[i + 1] <= '9'
                    ? static_cast<std::size_t>(words[i + 1] - '0')
                    : 0;
            if (piece == 0 || piece > pieces.size()) {
                text += words[i];
                continue;
            }
            text += pieces[piece - 1];
            ++i;
        }
        return text;
    }
    std::string number(double value) const {
        if (!std::isfinite(value))
            return "–";
        std::array<char, 32> text{};
        const int length = std::snprintf(text.data(), text.size(), "%.6g", value);
        return local({text.data(), static_cast<std::size_t>(length)});
    }
    std::string count(std::int64_t value) const { return local(training::groupedCount(value)); }

  private:
    std::string local(const std::string& english) const {
        return m_words.number ? m_words.number(english) : english;
    }

    const CardWords& m_words;
};

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

std::string whatItDoes(const TrainedModel& model, const Say& say) {
    const std::string topic = cell(model.lineage.dataset.topic.value);
    const std::string label = cell(model.features.spec().labelPath);
    switch (model.objective().prediction) {
    case PredictionKind::Score:
        return say("Scores how unusual each record of **%1** is, by an autoencoder's mean squared "
                   "reconstruction error over the transformed features. A record whose error is above **%2** "
                   "is flagged as anomalous.",
                   {topic, say.number(model.threshold)});
    case PredictionKind::Number:
        return say("Predicts **%1** of records of **%2**, in the field's own unit.", {label, topic});
    case PredictionKind::Class:
        break;
    }
    std::string classes;
    for (const std::string& name : model.classNames())
        classes += (classes.empty() ? "" : ", ") + cell(name);
    std::string text = say("Gives records of **%1** the probability of every class of **%2** (%3).",
                           {topic, label, classes});
    if (model.classes() == 2)
        text += " " + say("The second class is predicted above a probability of %1.",
                          {say.number(model.threshold)});
    return text;
}

std::string pieceText(double value, const Say& say) { return say.number(value); }
std::string pieceText(std::int64_t count, const Say& say) { return say.count(count); }
std::string pieceText(const std::string& text, const Say& /*say*/) { return text; }
std::string pieceText(const features::FittedWords::Names& names, const Say& /*say*/) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + cell(name);
    return text;
}

std::string transformText(const FittedInput& fitted, const Say& say) {
    const features::FittedWords words = kindOf(fitted.input.transform).words(fitted);
    std::vector<std::string> pieces;
    for (const auto& piece : words.pieces)
        pieces.push_back(std::visit([&](const auto& value) { return pieceText(value, say); }, piece));
    return say(words.sentence, pieces);
}

std::string headOf(std::initializer_list<std::string> columns) {
    std::string names;
    std::string rule;
    for (const std::string& column : columns) {
        names += "| " + column + " ";
        rule += "|---";
    }
    return names + "|\n" + rule + "|\n";
}

std::string prequentialTable(const TrainedModel& model, const Say& say) {
    std::string text = say("Learned in one pass: every row was predicted before it was learned from.") +
                       "\n\n" + headOf({say("metric"), say("prequential")});
    for (const auto& [name, value] : model.prequential.values)
        text += "| " + cell(name) + " | " + say.number(value) + " |\n";
    return text;
}

std::string rowNotesText(const TrainedModel& model, const Say& say) {
    std::string text;
    for (const std::string& note : rowNotes(model))
        text += "\n- " + cell(say(note)) + ".";
    return text.empty() ? text : text + "\n";
}

std::string metricsTable(const TrainedModel& model, const Say& say) {
    if (model.lineage.learnerType().inOnePass)
        return prequentialTable(model, say);
    std::string text = headOf({say("metric"), say("validation"), say("training")});
    const auto valueOf = [&](const training::Evaluation& evaluation, const std::string& name) {
        const auto value = evaluation.get(name);
        return value ? say.number(*value) : std::string("–");
    };
    training::Evaluation names = model.trainingEvaluation;
    names.values.insert(model.validation.values.begin(), model.validation.values.end());
    for (const auto& [name, unused] : names.values)
        text += "| " + cell(name.starts_with("rows") ? say(name) : name) + " | " +
                valueOf(model.validation, name) + " | " + valueOf(model.trainingEvaluation, name) + " |\n";
    return text;
}

std::string comparisonText(const training::BaselineComparison& comparison, const Say& say) {
    using Standing = training::BaselineComparison::Standing;
    const std::string english =
        comparison.standing == Standing::Worse   ? "The model is worse than %1: %2 %3 against %4."
        : comparison.standing == Standing::Equal ? "The model is no better than %1: %2 %3 against %4."
                                                 : "The model is better than %1: %2 %3 against %4.";
    return say(english, {say(std::string(training::baselineWords(comparison.baseline))), comparison.metric,
                         say.number(comparison.model), say.number(comparison.best)});
}

/// The baselines next to the metrics, or an explanation of the metrics if there are none.
std::string baselinesText(const TrainedModel& model, const Say& say) {
    if (model.objective().prediction == PredictionKind::Score)
        return "\n" +
               say("The reconstruction error is the mean squared difference between the transformed inputs "
                   "and the network's output: 0 is exact. It has no baseline; compare it with the threshold, "
                   "and with other models on the same records.") +
               "\n";
    std::string text;
    if (!model.baselines.empty()) {
        const std::string metric(model.objective().headline().name);
        text += "\n" + say("Baselines that need no model, on the same rows:") + "\n\n" +
                headOf({say("baseline"), metric, say("rows")});
        for (const training::Baseline& baseline : model.baselines) {
            const auto value = baseline.evaluation.get(metric);
            const auto rows = baseline.evaluation.get("rows");
            text += "| " + say(std::string(training::baselineWords(baseline.name))) + " | " +
                    (value ? say.number(*value) : "–") + " | " +
                    (rows ? say.count(static_cast<std::int64_t>(*rows)) : "–") + " |\n";
        }
    }
    if (const auto beside = training::compareWithBaselines(model.task, model.onNewRows(), model.baselines))
        text += "\n" + comparisonText(*beside, say) + "\n";
    if (const auto positive = model.positiveClass())
        text += "\n" +
                say("Precision, recall and F1 are of class **%1**.", {cell(model.className(*positive))}) +
                "\n";
    return text;
}

std::string featuresTable(const TrainedModel& model, const Say& say) {
    std::string text = headOf({say("field"), say("type"), say("transform"), say("missing")});
    for (const FittedInput& fitted : model.features.inputs())
        text += "| " + cell(fitted.input.path) + " | " + std::string(fieldTypeName(fitted.type)) + " | " +
                transformText(fitted, say) + " | " +
                (fitted.input.missingIndicator ? say("filled, with an indicator") : say("filled")) + " |\n";
    return text;
}

/// Empty when there are no such fields or they are unknown.
std::string leftOutTable(const TrainedModel& model, const Say& say) {
    if (model.lineage.leftOut.empty())
        return {};
    std::string text = "\n" + say("It does not read these fields of its data set:") + "\n\n" +
                       headOf({say("field"), say("why not")});
    for (const LeftOutField& field : model.lineage.leftOut)
        text += "| " + cell(field.path) + " | " + cell(say(field.reason)) + " |\n";
    return text;
}

std::string networkText(const TrainedModel& model, const Say& say) {
    std::string sizes;
    const training::Network& network = model.learned.network();
    for (const int size : network.sizes())
        sizes += (sizes.empty() ? "" : " → ") + say.count(size);
    std::string kind(training::activationName(network.activation()));
    if (&network.architecture() != &training::kDense)
        kind += ", " + std::string(network.architecture().name);
    const std::string english =
        model.lineage.learnerType().inOnePass
            ? "Dense layers %1 (%2), %3 weights, trained by %4 in one pass over the log for %5 steps (%6)."
            : "Dense layers %1 (%2), %3 weights, trained by %4 for %5 steps (%6).";
    return say(english, {sizes, kind, say.count(static_cast<std::int64_t>(network.parameterCount())),
                         cell(model.lineage.engine), say.count(model.lineage.steps),
                         cell(say(model.lineage.stopReason))});
}

/// "–" when there is no time.
std::string timeText(TimestampMs time) { return time.value > 0 ? formatIso8601(time) : "–"; }

std::string lineageText(const TrainedModel& model, const Say& say) {
    const dataset::Manifest& data = model.lineage.dataset;
    const std::vector<std::string> source{cell(data.name),
                                          cell(data.topic.value),
                                          cell(data.clusterId),
                                          say.count(data.rows),
                                          say.count(data.undecodable),
                                          say.count(data.filteredOut),
                                          say.number(data.split.validationFraction * 100.0)};
    std::string text =
        say(model.lineage.learnerType().inOnePass
                ? "Data set **%1**, topic **%2** of cluster %3: %4 rows (%5 undecodable and %6 filtered out "
                  "besides), all of them learned from."
                : "Data set **%1**, topic **%2** of cluster %3: %4 rows (%5 undecodable and %6 filtered out "
                  "besides), the last %7 % for validation.",
            source) +
        "\n\n" + headOf({say("partition"), say("offsets"), say("records"), say("from"), say("to")});
    for (const auto& partition : data.partitions)
        text += "| " + std::to_string(partition.range.partition.value) + " | [" +
                std::to_string(partition.range.begin.value) + ", " +
                std::to_string(partition.range.end.value) + ") | " + say.count(partition.records) + " | " +
                timeText(partition.firstTimestamp) + " | " + timeText(partition.lastTimestamp) + " |\n";
    text += "\n" + say("Fingerprint of the data: `%1`. Seed %2. Created %3 by %4.",
                       {data.fingerprint, std::to_string(model.lineage.training.seed),
                        cell(model.lineage.createdAt), cell(model.lineage.createdBy)});
    if (model.lineage.parentModelId.empty())
        return text;
    return text + " " +
           (model.lineage.startedFrom.empty()
                ? say("Retrained after model `%1`.", {model.lineage.parentModelId})
                : say("Retrained after model `%1`, started from %2.",
                      {model.lineage.parentModelId, cell(say(model.lineage.startedFrom))}));
}

std::string limitsText(const TrainedModel& model, const Say& say) {
    std::string text;
    const auto add = [&text](const std::string& limit) { text += "- " + limit + "\n"; };
    for (const LeftOutField& field : model.lineage.doubtful)
        add(say(field.path == model.features.spec().labelPath ? "It predicts **%1**: %2."
                                                              : "It reads **%1**: %2.",
                {cell(field.path), cell(say(field.reason))}));
    add(say("It was trained on the records above only. When the topic's values move away from them, its "
            "outputs lose their meaning without any error; watch its drift."));
    add(say("A missing value is filled with a neutral value from the training rows; a category not seen in "
            "training counts as none of the known ones."));
    if (model.objective().prediction == PredictionKind::Score)
        add(say("The threshold is the %1 quantile of the training rows' error: about that share of ordinary "
                "records stays below it. Unusual is not the same as faulty.",
                {say.number(model.lineage.training.thresholdQuantile)}));
    else if (model.objective().prediction == PredictionKind::Class)
        add(say("The probabilities are the network's own and have not been calibrated."));
    if (model.onNewRows().values.empty())
        add(say("It was not validated on rows it had not seen."));
    if (!model.isVerified)
        add(say("Its bundle has the first format version, without a digest: its features, network and "
                "threshold cannot be verified."));
    return text;
}

} // namespace

std::string modelCard(const TrainedModel& model, const CardWords& words) {
    const Say say(words);
    return "# " + cell(model.name) + "\n\n" +
           say("Model `%1`, %2.", {model.id, say(std::string(training::taskName(model.task)))}) + "\n\n## " +
           say("What it does") + "\n\n" + whatItDoes(model, say) + "\n\n## " + say("How good it is") +
           "\n\n" + metricsTable(model, say) + rowNotesText(model, say) + baselinesText(model, say) +
           "\n## " + say("What it reads") + "\n\n" + featuresTable(model, say) + leftOutTable(model, say) +
           "\n" + networkText(model, say) + "\n\n## " + say("Where it comes from") + "\n\n" +
           lineageText(model, say) + "\n\n## " + say("Limitations") + "\n\n" + limitsText(model, say);
}

std::string modelCard(const TrainedModel& model) { return modelCard(model, {}); }

} // namespace driftwood::model
