#include "support/scored_rows.h"

#include "base/files.h"
#include "model/inference.h"
#include "model/inputs.h"

#include <cmath>
#include <nlohmann/json.hpp>

namespace driftwood::test {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kMissingText = "\xEF\xBF\xBF";

/// JSON has neither NaN nor infinity: a text, as Python's float() reads it.
Json numberJson(double value) {
    if (std::isfinite(value))
        return value;
    return std::isnan(value) ? "nan" : value > 0.0 ? "inf" : "-inf";
}

} // namespace

Status writeScoredRows(const model::TrainedModel& model, const records::RecordBatch& rows,
                       const std::filesystem::path& path) {
    const auto fields = model::inputFields(model.features);
    const auto values = model::graphInputs(fields, rows, 0, rows.rows()).value();
    Json inputs = Json::object();
    for (std::size_t i = 0; i < fields.numeric.size(); ++i)
        for (std::size_t row = 0; row < rows.rows(); ++row)
            inputs[fields.numeric[i].path].push_back(
                numberJson(values.numbers[row * fields.numeric.size() + i]));
    for (std::size_t i = 0; i < fields.text.size(); ++i)
        for (std::size_t row = 0; row < rows.rows(); ++row)
            inputs[fields.text[i].path].push_back(
                values.texts[row * fields.text.size() + i].value_or(kMissingText));
    const auto ours = model::Inference::create(model).value().run(rows).value();
    Json expected = Json::array();
    Json scale = Json::array();
    for (std::size_t row = 0; row < rows.rows(); ++row) {
        Json outputs = Json::array();
        for (const double value : ours.row(row))
            outputs.push_back(numberJson(value));
        expected.push_back(std::move(outputs));
        scale.push_back(model::outputScale(model, ours.row(row)[0]));
    }
    const Json json{
        {"inputs", std::move(inputs)}, {"expected", std::move(expected)}, {"scale", std::move(scale)}};
    return writeFileAtomically(path, json.dump());
}

} // namespace driftwood::test
