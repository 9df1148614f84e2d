#include "scoring/input_check.h"

#include "broker/peek.h"
#include "decoder/decoder.h"
#include "decoder/field_survey.h"
#include "model/inputs.h"

#include <algorithm>
#include <set>

namespace driftwood::scoring {
namespace {

constexpr std::size_t kLookedAt = 50;
constexpr std::size_t kNamed = 5;

} // namespace

InputCheck::InputCheck(const model::TrainedModel& model)
    : m_model(model.name) {
    std::set<std::string> read;
    for (std::string& path : model.features.spec().inputFields())
        if (!decoder::isReservedPath(path))
            read.insert(std::move(path));
    for (const std::string& path : read)
        m_fields.push_back({path});
}

void InputCheck::add(const records::RecordBatch& rows) {
    m_rows += static_cast<std::int64_t>(rows.rows());
    for (Field& field : m_fields) {
        const records::Column* column = field.hasValue ? nullptr : rows.find(field.path);
        if (column == nullptr)
            continue;
        field.hasValue =
            std::ranges::any_of(column->validity(), [](std::uint8_t valid) { return valid != 0; });
        field.notFitting += column->countNotFitting(0, rows.rows());
        const auto note = std::ranges::find_if(
            column->notes(), [](const records::RowNote& one) { return records::isNotFitting(one.note); });
        if (field.reason.empty() && note != column->notes().end())
            field.reason = valueNoteText(note->note, column->type());
    }
}

Status InputCheck::finish(const std::string& where) const {
    if (m_rows == 0)
        return {};
    const auto absent = static_cast<std::size_t>(std::ranges::count(m_fields, false, &Field::hasValue));
    if (2 * absent <= m_fields.size())
        return {};
    std::string names;
    std::size_t named = 0;
    for (const Field& field : m_fields) {
        if (field.hasValue || named++ >= kNamed)
            continue;
        names += (names.empty() ? "" : ", ") + field.path;
        if (field.notFitting > 0)
            names += " (" + std::to_string(field.notFitting) +
                     (field.notFitting == 1 ? " value: " : " values: ") + field.reason + ")";
    }
    if (absent > kNamed)
        names += " and " + std::to_string(absent - kNamed) + " more";
    return fail(ErrorCode::Mismatch,
                "of the " + std::to_string(m_fields.size()) + " fields model " + m_model + " reads, " +
                    std::to_string(absent) + " have no value that it can read in any of " +
                    std::to_string(m_rows) + " records: " + names,
                where, "Use a model that was trained on records like these.");
}

Status checkInputs(const model::TrainedModel& model, const records::RecordBatch& rows,
                   const std::string& where) {
    InputCheck check(model);
    check.add(rows);
    return check.finish(where);
}

std::int64_t countNotFitting(const model::TrainedModel& model, const records::RecordBatch& rows) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < rows.schema().fields.size(); ++i) {
        if (rows.column(i).notes().empty()) // as nearly always
            continue;
        const auto inputs = model.features.spec().inputFields();
        const std::string& path = rows.schema().fields[i].path;
        if (std::ranges::find(inputs, path) != inputs.end())
            count += rows.column(i).countNotFitting(0, rows.rows());
    }
    return count;
}

Status checkTopic(broker::Connection& connection, const TopicName& topic,
                  const std::shared_ptr<const model::TrainedModel>& model) {
    const decoder::DecoderSpec spec = model::scoringDecoder({model}, connection.profile().registry);
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
    std::vector<broker::Headers> headers; // may name schemas
    for (std::size_t i = 0; i < records->size(); ++i) {
        raw.push_back((*records)[i]);
        headers.push_back(records->headers(i));
    }
    records::RecordBatch rows(std::make_shared<const records::Schema>(spec.schema));
    std::vector<decoder::DecodeFailure> failures;
    (*decoder)->decode(broker::RawBatch::view(std::move(raw), std::move(headers)), rows, failures);
    const auto fault =
        std::ranges::find(failures, decoder::FailureKind::Unanswered, &decoder::DecodeFailure::kind);
    if (rows.empty() && fault != failures.end() && fault->fault)
        return tl::unexpected(*fault->fault);
    if (rows.empty() && !failures.empty())
        return fail(ErrorCode::Mismatch,
                    "none of the newest " + std::to_string(failures.size()) + " records is " +
                        std::string(decoder::formatName(spec.format)) + " as model " + model->name +
                        " reads it: " + failures.front().reason,
                    topic.value, "Use a model that was trained on records like these.");
    return checkInputs(*model, rows, topic.value);
}

} // namespace driftwood::scoring
