#include "model/model_json.h"

#include "base/bounded_json.h"
#include "base/json_fields.h"
#include "dataset/digest.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

namespace driftwood::model {
namespace {

using nlohmann::json;

constexpr std::string_view kFormat = "driftwood-model";
/// Version 1 had neither decision_sha256 nor prequential. Version 2 had no unknown classes, baselines or
/// class rows, and a threshold of 0 instead of none.
constexpr int kVersion = 3;
constexpr const char* kUnknownClasses = "unknown_classes";
constexpr std::size_t kMostExamples = 1000;
// Driftwood's own files nest less than ten deep; the limit stops unbounded recursion on a hostile file.
constexpr int kDeepestNesting = 32;

bool isModelId(const std::string& id) {
    return id.size() == 12 && id.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// JSON has no NaN: a missing number is written as null.
json numberOrNull(double value) { return std::isfinite(value) ? json(value) : json(nullptr); }

double numberFrom(const json& value) {
    return value.is_number() ? value.get<double>() : std::numeric_limits<double>::quiet_NaN();
}

json evaluationJson(const training::Evaluation& evaluation) {
    json values = json::object();
    for (const auto& [name, value] : evaluation.values)
        values[name] = numberOrNull(value);
    if (const auto& names = evaluation.unknownClasses.byName(); !names.empty())
        values[kUnknownClasses] = names;
    return values;
}

void readUnknownClasses(JsonFields& fields, const char* key, const json& classes,
                        training::UnknownClasses& out) {
    if (!classes.is_object())
        return fields.refuse(key, "'unknown_classes' is not an object");
    for (const auto& [name, rows] : classes.items()) {
        if (!rows.is_number_integer() || rows.get<std::int64_t>() < 0)
            return fields.refuse(key, "'unknown_classes' holds no number of rows");
        out.add(name, rows.get<std::int64_t>());
    }
}

void read(JsonFields& fields, const char* key, training::Evaluation& out) {
    const json* values = fields.value(key);
    if (values == nullptr)
        return;
    if (!values->is_object())
        return fields.refuse(key, "expected an object");
    for (const auto& [name, value] : values->items()) {
        if (name == kUnknownClasses) {
            readUnknownClasses(fields, key, value, out.unknownClasses);
            continue;
        }
        if (!value.is_number() && !value.is_null())
            return fields.refuse(key, "'" + name + "' is neither a number nor null");
        out.values[name] = numberFrom(value);
    }
}

json baselinesJson(const training::Baselines& baselines) {
    json values = json::object();
    for (const training::Baseline& baseline : baselines)
        values[baseline.name] = evaluationJson(baseline.evaluation);
    return values;
}

/// The kind is absent for dense layers, as in files of versions that had no other.
json networkJson(const training::Network& network) {
    json out{{"sizes", network.sizes()}, {"activation", training::activationName(network.activation())}};
    if (&network.architecture() != &training::kDense)
        out["kind"] = network.architecture().name;
    return out;
}

void readBaselines(JsonFields& fields, const char* key, training::Baselines& out) {
    const json* values = fields.value(key);
    if (values == nullptr)
        return;
    if (!values->is_object())
        return fields.refuse(key, "expected an object");
    JsonFields each(*values, "", key);
    for (const auto& [name, unused] : values->items()) {
        training::Baseline baseline{name, {}};
        read(each, name.c_str(), baseline.evaluation);
        out.push_back(std::move(baseline));
    }
    if (Status read = each.finish(); !read)
        fields.refuse(key, read.error().what);
}

json exampleJson(const Example& example) {
    json numeric = json::array();
    for (const double value : example.numeric)
        numeric.push_back(numberOrNull(value));
    json text = json::array();
    for (const auto& value : example.text)
        text.push_back(value ? json(*value) : json(nullptr));
    return {{"numeric", std::move(numeric)}, {"text", std::move(text)}, {"output", example.output}};
}

Result<Example> exampleFrom(const json& value, const std::string& where) {
    JsonFields fields(value, where, "examples");
    Example example;
    const auto listOf = [&](const char* key, auto&& isElement, auto&& append) {
        const json* list = fields.value(key);
        if (list == nullptr)
            return;
        const auto fits = [&](const json& element) { return element.is_null() || isElement(element); };
        if (!list->is_array() || !std::all_of(list->begin(), list->end(), fits))
            return fields.refuse(key, "expected a list of values or null");
        std::for_each(list->begin(), list->end(), append);
    };
    listOf(
        "numeric", [](const json& element) { return element.is_number(); },
        [&](const json& element) { example.numeric.push_back(numberFrom(element)); });
    listOf(
        "text", [](const json& element) { return element.is_string(); },
        [&](const json& element) {
            example.text.push_back(element.is_null() ? std::nullopt
                                                     : std::optional(element.get<std::string>()));
        });
    fields.read("output", example.output);
    if (Status read = fields.finish(); !read)
        return forward(read);
    return example;
}

Result<std::vector<Example>> examplesFrom(const json& value, const std::string& where) {
    if (!value.is_array() || value.size() > kMostExamples)
        return fail(ErrorCode::CorruptData, "field 'examples': expected a list of at most 1000", where);
    std::vector<Example> examples;
    for (const json& item : value) {
        auto example = exampleFrom(item, where);
        if (!example)
            return forward(example);
        examples.push_back(std::move(*example));
    }
    return examples;
}

Result<training::Network> networkFrom(const json& value, const std::string& where) {
    JsonFields fields(value, where, "network");
    const training::Architecture* architecture = &training::kDense;
    std::vector<int> sizes;
    training::Activation activation = training::Activation::Relu;
    if (fields.has("kind"))
        fields.name("kind", architecture, [](std::string_view name) {
            const auto* const known = training::architectureNamed(name);
            return known == nullptr ? std::nullopt : std::optional(known);
        });
    fields.read("sizes", sizes, 1, training::Network::kWidestLayer);
    fields.name("activation", activation, training::activationFromName);
    if (Status read = fields.finish(); !read)
        return forward(read);
    auto network = training::Network::create(*architecture, std::move(sizes), activation);
    if (!network)
        return fail(ErrorCode::CorruptData, "field 'network': " + network.error().what, where);
    return network;
}

Result<LeftOutField> leftOutFrom(const json& value, const std::string& where) {
    JsonFields fields(value, where, "left_out");
    LeftOutField field;
    fields.read("path", field.path);
    fields.read("reason", field.reason);
    if (Status read = fields.finish(); !read)
        return forward(read);
    return field;
}

Result<Lineage> lineageFrom(const json& value, const std::string& where) {
    JsonFields fields(value, where, "lineage");
    Lineage lineage;
    if (const json* manifest = fields.value("dataset"))
        fields.take(dataset::manifestFromJson(manifest->dump(), where), lineage.dataset);
    if (const json* spec = fields.value("training"))
        fields.take(training::trainingSpecFromJson(*spec, where), lineage.training);
    bool incremental = false;
    fields.read("incremental", incremental);
    lineage.learner = training::learnerStoredAs(incremental);
    fields.read("engine", lineage.engine);
    fields.read("parent_model", lineage.parentModelId);
    if (fields.has("started_from"))
        fields.read("started_from", lineage.startedFrom);
    fields.read("best_epoch", lineage.bestEpoch, 0, std::numeric_limits<int>::max());
    fields.read("steps", lineage.steps);
    fields.read("stop_reason", lineage.stopReason);
    fields.read("created_at", lineage.createdAt);
    fields.read("created_by", lineage.createdBy);
    if (const json* list = fields.has("left_out") ? fields.array("left_out") : nullptr)
        for (const json& entry : *list)
            fields.take(leftOutFrom(entry, where), lineage.leftOut.emplace_back());
    if (const json* list = fields.has("doubtful") ? fields.array("doubtful") : nullptr)
        for (const json& entry : *list)
            fields.take(leftOutFrom(entry, where), lineage.doubtful.emplace_back());
    if (fields.has("familiar_rows"))
        fields.read("familiar_rows", lineage.familiarRows);
    if (Status read = fields.finish(); !read)
        return forward(read);
    return lineage;
}

Result<json> parse(const std::string& text, const std::string& where) {
    if (const std::string beyond = beyondJsonBounds(text); !beyond.empty())
        return fail(ErrorCode::CorruptData, "the model's description cannot be read: " + beyond, where,
                    "The bundle is damaged: take it from a copy, or train again.");
    bool tooDeep = false;
    const auto watchDepth = [&](int depth, json::parse_event_t, json&) {
        tooDeep = tooDeep || depth > kDeepestNesting;
        return !tooDeep;
    };
    json parsed = json::parse(text, watchDepth, false);
    if (tooDeep || parsed.is_discarded())
        return fail(ErrorCode::CorruptData,
                    tooDeep ? "the model's JSON is nested too deeply" : "the model's description is not JSON",
                    where, "The bundle is damaged: take it from a copy, or train again.");
    return parsed;
}

} // namespace

json lineageJson(const Lineage& lineage) {
    json out{{"dataset", json::parse(dataset::toJson(lineage.dataset))},
             {"training", lineage.training},
             {"incremental", lineage.learnerType().incremental},
             {"engine", lineage.engine},
             {"parent_model", lineage.parentModelId},
             {"best_epoch", lineage.bestEpoch},
             {"steps", lineage.steps},
             {"stop_reason", lineage.stopReason},
             {"created_at", lineage.createdAt},
             {"created_by", lineage.createdBy}};
    for (const LeftOutField& field :
         lineage.leftOut) // the key is absent when there are none, so that ids of older models do not change
        out["left_out"].push_back({{"path", field.path}, {"reason", field.reason}});
    for (const LeftOutField& field : lineage.doubtful)
        out["doubtful"].push_back({{"path", field.path}, {"reason", field.reason}});
    if (lineage.familiarRows > 0)
        out["familiar_rows"] = lineage.familiarRows;
    if (!lineage.startedFrom.empty())
        out["started_from"] = lineage.startedFrom;
    return out;
}

std::string decisionSha256(const TrainedModel& model, const std::string& weightsSha256) {
    const json decides = {{"task", training::taskName(model.task)},
                          {"features", model.features},
                          {"network", networkJson(model.learned.network())},
                          {"weights_sha256", weightsSha256},
                          {"threshold", model.hasThreshold() ? model.threshold : 0.0}};
    return dataset::sha256Hex(decides.dump());
}

json toJson(const TrainedModel& model, const std::string& weightsSha256) {
    json examples = json::array();
    for (const Example& example : model.examples)
        examples.push_back(exampleJson(example));
    return {{"format", kFormat},
            {"version", kVersion},
            {"id", model.id},
            {"name", model.name},
            {"task", training::taskName(model.task)},
            {"features", model.features},
            {"network", networkJson(model.learned.network())},
            {"weights_sha256", weightsSha256},
            {"decision_sha256", decisionSha256(model, weightsSha256)},
            {"threshold", model.hasThreshold() ? json(model.threshold) : json(nullptr)},
            {"reference", model.reference},
            {"class_rows", model.classRows},
            {"baselines", baselinesJson(model.baselines)},
            {"validation", evaluationJson(model.validation)},
            {"training_evaluation", evaluationJson(model.trainingEvaluation)},
            {"prequential", evaluationJson(model.prequential)},
            {"lineage", lineageJson(model.lineage)},
            {"examples", std::move(examples)}};
}

Result<ModelDocument> modelDocumentFromText(const std::string& text, const std::string& where) {
    const auto parsed = parse(text, where);
    if (!parsed)
        return tl::unexpected(parsed.error());
    JsonFields fields(*parsed, where);
    ModelDocument document;
    TrainedModel& model = document.model;
    std::string format;
    fields.read("format", format);
    if (!fields.failed() && format != kFormat)
        fields.refuse("format", "this is not a model of Driftwood");
    fields.require(fields.has("version"), "version", "missing");
    const int version = fields.version(kVersion);
    fields.read("id", model.id);
    if (!fields.failed() && !isModelId(model.id))
        fields.refuse("id", "expected 12 hexadecimal digits");
    fields.read("name", model.name);
    fields.name("task", model.task, training::taskFromName);
    if (const json* features = fields.value("features"))
        fields.take(features::FittedFeatures::fromJson(*features, where), model.features);
    training::Network network;
    if (const json* shape = fields.value("network"))
        fields.take(networkFrom(*shape, where), network);
    fields.read("weights_sha256", document.weightsSha256);
    if (version > 1)
        fields.read("decision_sha256", document.decisionSha256);
    if (version < 3 || model.hasThreshold())
        fields.read("threshold", model.threshold);
    else if (const json* threshold = fields.value("threshold"); threshold != nullptr && !threshold->is_null())
        fields.refuse("threshold", "expected null: the task has none");
    if (version > 2) {
        fields.read("class_rows", model.classRows);
        readBaselines(fields, "baselines", model.baselines);
    }
    if (const json* reference = fields.value("reference"))
        fields.take(features::referenceStatisticsFromJson(*reference, where), model.reference);
    read(fields, "validation", model.validation);
    read(fields, "training_evaluation", model.trainingEvaluation);
    if (version > 1)
        read(fields, "prequential", model.prequential);
    if (const json* lineage = fields.value("lineage"))
        fields.take(lineageFrom(*lineage, where), model.lineage);
    if (const json* examples = fields.value("examples"))
        fields.take(examplesFrom(*examples, where), model.examples);
    if (Status read = fields.finish(); !read)
        return forward(read);
    model.learned = training::Learned(std::move(network), {});
    return document;
}

} // namespace driftwood::model
