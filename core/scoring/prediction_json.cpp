#include "scoring/prediction_json.h"

#include "training/objectives/objective.h"
#include "training/row_outcome.h"

#include <array>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string_view>

namespace driftwood::scoring {
namespace {

// Written by hand: one is made for every record scored, and a JSON tree costs more than the score.
class JsonWriter {
  public:
    void number(std::string_view name, auto value) {
        key(name);
        std::array<char, 32> digits{};
        char* const end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        m_text.append(digits.data(), end);
    }
    void boolean(std::string_view name, bool value) {
        key(name);
        m_text += value ? "true" : "false";
    }
    // Class names and topics come from the log: the library knows how to escape them.
    void text(std::string_view name, const std::string& value) {
        key(name);
        m_text += nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    }
    void null(std::string_view name) {
        key(name);
        m_text += "null";
    }
    void begin(std::string_view name) {
        key(name);
        m_text += '{';
    }
    void end() { m_text += '}'; }
    [[nodiscard]] std::string finish() && { return std::move(m_text) + '}'; }

  private:
    void key(std::string_view name) {
        if (m_text.back() != '{')
            m_text += ',';
        m_text.append(1, '"').append(name).append("\":");
    }
    std::string m_text = "{";
};

void writeClassification(JsonWriter& json, const model::TrainedModel& model, const Predictions& predictions,
                         std::size_t row) {
    if (predictions.classes[row] == training::kNoAnswer)
        json.null("class");
    else
        json.text("class", model.className(static_cast<std::size_t>(predictions.classes[row])));
    if (model.classes() == 2)
        json.number("threshold", model.threshold);
    if (!std::isnan(predictions.actuals[row]))
        json.text("actual", model.className(static_cast<std::size_t>(predictions.actuals[row])));
}

} // namespace

std::string predictionJson(const model::TrainedModel& model, const TopicName& source,
                           const records::RecordBatch& rows, const Predictions& predictions,
                           std::size_t row) {
    JsonWriter json;
    // A value beyond double's range has no place in JSON; it cannot come from finite weights and features.
    if (std::isfinite(predictions.values[row]))
        json.number("value", predictions.values[row]);
    switch (model.objective().prediction) {
    case training::PredictionKind::Score:
        json.boolean("anomalous", predictions.anomalous[row] != 0);
        json.number("threshold", model.threshold);
        break;
    case training::PredictionKind::Number:
        if (!std::isnan(predictions.actuals[row]))
            json.number("actual", predictions.actuals[row]);
        break;
    case training::PredictionKind::Class:
        writeClassification(json, model, predictions, row);
        break;
    }
    if (!std::isnan(predictions.errors[row]))
        json.number("error", predictions.errors[row]);
    json.text("model", model.id);
    json.begin("source");
    json.text("topic", source.value);
    json.number("partition", rows.partitions()[row]);
    json.number("offset", rows.offsets()[row]);
    json.end();
    if (rows.timestampsMs()[row] >= 0)
        json.number("timestamp", rows.timestampsMs()[row]);
    else
        json.null("timestamp");
    return std::move(json).finish();
}

} // namespace driftwood::scoring
