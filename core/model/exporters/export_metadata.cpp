#include "model/exporters/export_metadata.h"

#include "model/exporters/vocabulary.h"
#include "model/outputs.h"
#include "training/objectives/objective.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace driftwood::model {
namespace {

using Json = nlohmann::ordered_json;
using training::PredictionKind;

Json fieldsJson(const std::vector<records::Field>& fields) {
    Json list = Json::array();
    for (const auto& field : fields)
        list.push_back({{"path", field.path}, {"type", fieldTypeName(field.type)}});
    return list;
}

Json inputsJson(const Exporter& exporter, const InputFields& fields, const graph::Graph& graph) {
    Json inputs = Json::array();
    if (exporter.form == InputForm::Columns) {
        for (const auto& field : fields.numeric)
            inputs.push_back({{"name", field.path}, {"type", "float64 [N, 1]"}, {"missing", "NaN"}});
        for (const auto& field : fields.text)
            inputs.push_back(
                {{"name", field.path}, {"type", "string [N, 1]"}, {"missing", exporter.missingText}});
        return inputs;
    }
    inputs.push_back({{"name", "numeric"},
                      {"type", "float64 [N, fields]"},
                      {"missing", "NaN"},
                      {"fields", fieldsJson(fields.numeric)}});
    if (!fields.text.empty() && exporter.form == InputForm::NumbersAndCodes) {
        Json texts = fieldsJson(fields.text);
        const auto known = vocabularies(graph);
        for (std::size_t i = 0; i < known.size(); ++i)
            texts[i]["vocabulary"] = known[i];
        inputs.push_back({{"name", "text"},
                          {"type", "int64 [N, fields], places in the vocabulary of the field"},
                          {"missing", kNoText},
                          {"unknown", kUnknownText},
                          {"fields", std::move(texts)}});
    } else if (!fields.text.empty()) {
        inputs.push_back({{"name", "text"},
                          {"type", "List[List[Optional[str]]], N rows of one text a field"},
                          {"missing", exporter.missingText},
                          {"fields", fieldsJson(fields.text)}});
    }
    return inputs;
}

Json outputsJson(const TrainedModel& model) {
    switch (model.objective().prediction) {
    case PredictionKind::Score:
        return Json::array({{{"name", "score"}, {"type", "float64 [N]"}, {"what", "reconstruction error"}},
                            {{"name", "anomalous"}, {"type", "bool [N]"}, {"what", "score > threshold"}}});
    case PredictionKind::Number:
        return Json::array({{{"name", model.features.spec().labelPath},
                             {"type", "float64 [N]"},
                             {"what", "in the label's unit"}}});
    case PredictionKind::Class:
        break;
    }
    return Json::array(
        {{{"name", "probabilities"}, {"type", "float64 [N, classes]"}, {"classes", model.classNames()}}});
}

Json originJson(const Lineage& lineage) {
    Json partitions = Json::array();
    for (const auto& partition : lineage.dataset.partitions)
        partitions.push_back({{"partition", partition.range.partition.value},
                              {"begin", partition.range.begin.value},
                              {"end", partition.range.end.value},
                              {"sha256", partition.sha256}});
    return {{"topic", lineage.dataset.topic.value}, {"cluster", lineage.dataset.clusterId},
            {"dataset", lineage.dataset.name},      {"fingerprint", lineage.dataset.fingerprint},
            {"partitions", std::move(partitions)},  {"created_at", lineage.createdAt},
            {"created_by", lineage.createdBy}};
}

Json exampleJson(const TrainedModel& model, const Exporter& exporter, const InputFields& fields,
                 const Example& example) {
    Json numeric = Json::array();
    for (const double value : example.numeric)
        numeric.push_back(std::isnan(value) ? Json(nullptr) : Json(value));
    Json text = Json::array();
    for (const auto& value : example.text)
        text.push_back(value ? Json(*value) : Json(nullptr));
    Json json;
    if (exporter.form == InputForm::Columns) {
        Json& record = json["record"] = Json::object();
        for (std::size_t i = 0; i < fields.numeric.size(); ++i)
            record[fields.numeric[i].path] = numeric[i];
        for (std::size_t i = 0; i < fields.text.size(); ++i)
            record[fields.text[i].path] = text[i];
    } else {
        json = {{"numeric", std::move(numeric)}, {"text", std::move(text)}};
    }
    json["output"] = example.output;
    if (model.objective().prediction == PredictionKind::Score)
        json["anomalous"] = isAnomalous(model, example.output.front());
    return json;
}

/// Where a file's outputs have names, they are those of the graph.
Json namedOutputs(const TrainedModel& model, const Exporter& exporter, const graph::Graph& graph) {
    Json outputs = outputsJson(model);
    if (exporter.form != InputForm::Columns)
        return outputs;
    if (model.objective().prediction == PredictionKind::Number)
        outputs[0]["label"] = outputs[0]["name"];
    for (std::size_t i = 0; i < outputs.size(); ++i)
        outputs[i]["name"] = graph.outputs()[i].name;
    return outputs;
}

} // namespace

std::string exportMetadata(const TrainedModel& model, const Exporter& exporter,
                           const ExportContents& contents, const Example& example) {
    const Json json = {{"format", "driftwood-" + std::string(exporter.name)},
                       {"version", 1},
                       {"model", model.id},
                       {"name", model.name},
                       {"task", training::taskName(model.task)},
                       {"inputs", inputsJson(exporter, contents.fields, contents.graph)},
                       {"outputs", namedOutputs(model, exporter, contents.graph)},
                       {"feature_names", model.features.outputNames()},
                       {"threshold", model.hasThreshold() ? Json(model.threshold) : Json(nullptr)},
                       {"lineage", originJson(model.lineage)},
                       {"example", exampleJson(model, exporter, contents.fields, example)}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace driftwood::model
