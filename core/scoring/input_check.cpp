#include "scoring/input_check.h"

#include "broker/peek.h"
#include "decoder/decoder.h"
#include "model/inputs.h"

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

/// "v (3 values: a text where a number is expected)"; the path alone where there is no value at all.
std::string withReason(const records::RecordBatch& rows, const std::string& path) {
    const records::Column* column = rows.find(path);
    const auto notFitting = column == nullptr ? 0 : column->countNotFitting(0, rows.rows());
    if (notFitting == 0)
        return path;
    const auto note = std::ranges::find_if(
        column->notes(), [](const records::RowNote& one) { return records::isNotFitting(one.note); });
    return path + " (" + std::to_string(notFitting) + (notFitting == 1 ? " value: " : " values: ") +
           valueNoteText(note->note, column->type()) + ")";
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
            names += (names.empty() ? "" : ", ") + withReason(rows, path);
    if (absent.size() > kNamed)
        names += " and " + std::to_string(absent.size() - kNamed) + " more";
    return fail(ErrorCode::Mismatch,
                "of the " + std::to_string(read.size()) + " fields model " + model.name + " reads, " +
                    std::to_string(absent.size()) + " have no value that it can read in any of " +
                    std::to_string(rows.rows()) + " records: " + names,
                where, "Use a model that was trained on records like these.");
}

std::int64_t countNotFitting(const model::TrainedModel& model, const records::RecordBatch& rows) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < rows.schema().fields.size(); ++i) {
        if (rows.column(i).notes().empty()) // as nearly always
            continue;
        const auto& inputs = model.features.spec().inputs;
        const std::string& path = rows.schema().fields[i].path;
        if (std::ranges::find(inputs, path, &features::FeatureInput::path) != inputs.end())
            count += rows.column(i).countNotFitting(0, rows.rows());
    }
    return count;
}

Status checkTopic(broker::Connection& connection, const TopicName& topic,
                  const std::shared_ptr<const model::TrainedModel>& model) {
    const decoder::DecoderSpec spec = model::scoringDecoder({model});
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
                        std::string(decoder::formatName(spec.format)) + " as model " + model->name +
                        " reads it: " + failures.front().reason,
                    topic.value, "Use a model that was trained on records like these.");
    return checkInputs(*model, rows, topic.value);
}

} // namespace driftwood::scoring
