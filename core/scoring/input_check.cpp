#include "scoring/input_check.h"

#include "broker/peek.h"
#include "decoder/decoder.h"

#include <algorithm>
#include <set>

namespace driftwood::scoring {
namespace {

constexpr std::size_t kLookedAt = 50;
constexpr std::size_t kNamed = 5;

bool hasValue(const records::RecordBatch& rows, const std::string& path) {
    const records::Column* column = rows.find(path);
    return column != nullptr &&
           std::ranges::any_of(column->validity(), [](std::uint8_t valid) { return valid != 0; });
}

} // namespace

Status checkInputs(const model::TrainedModel& model, const records::RecordBatch& rows,
                   const std::string& where) {
    if (rows.empty())
        return {};
    std::set<std::string> read;
    std::set<std::string> absent;
    for (const features::FeatureInput& input : model.features.spec().inputs) {
        if (input.path.starts_with('@'))
            continue;
        read.insert(input.path);
        if (!hasValue(rows, input.path))
            absent.insert(input.path);
    }
    if (2 * absent.size() <= read.size())
        return {};
    std::string names;
    std::size_t named = 0;
    for (const std::string& path : absent)
        if (named++ < kNamed)
            names += (names.empty() ? "" : ", ") + path;
    if (absent.size() > kNamed)
        names += " and " + std::to_string(absent.size() - kNamed) + " more";
    return fail(ErrorCode::Mismatch,
                "of the " + std::to_string(read.size()) + " fields model " + model.name + " reads, " +
                    std::to_string(absent.size()) + " have no value in any of " +
                    std::to_string(rows.rows()) + " records: " + names,
                where, "Use a model that was trained on records like these.");
}

Status checkTopic(broker::Connection& connection, const TopicName& topic, const model::TrainedModel& model) {
    const decoder::DecoderSpec& spec = model.lineage.dataset.decoder;
    auto decoder = decoder::Decoder::create(spec);
    if (!decoder)
        return forward(decoder);
    broker::PeekRequest newest;
    newest.limit = kLookedAt;
    const auto records = broker::peek(connection, topic, newest, {});
    if (!records)
        return tl::unexpected(records.error());
    if (records->empty())
        return {};
    std::vector<broker::RawRecord> raw;
    for (std::size_t i = 0; i < records->size(); ++i)
        raw.push_back((*records)[i]);
    records::RecordBatch rows(std::make_shared<const records::Schema>(spec.schema));
    std::vector<decoder::DecodeFailure> failures;
    (*decoder)->decode(broker::RawBatch::view(std::move(raw)), rows, failures);
    if (rows.empty() && !failures.empty())
        return fail(ErrorCode::Mismatch,
                    "none of the newest " + std::to_string(failures.size()) + " records is " +
                        std::string(decoder::formatName(spec.format)) + " as model " + model.name +
                        " reads it: " + failures.front().reason,
                    topic.value, "Use a model that was trained on records like these.");
    return checkInputs(model, rows, topic.value);
}

} // namespace driftwood::scoring
