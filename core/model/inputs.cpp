#include "model/inputs.h"

#include "decoder/registry/schema_book.h"
#include "features/field_reader.h"
#include "features/transforms/transform_kind.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace driftwood::model {
namespace {

using features::FieldReader;
using records::Field;
using records::FieldType;

bool isPseudoPath(std::string_view path) {
    return path == records::kTimestampPath || path == records::kKeyPath || path == records::kPartitionPath ||
           path == records::kOffsetPath;
}

/// The integer that becomes this number. Numbers above the largest integer come from integers that are
/// rounded.
std::int64_t integerOf(double value) {
    return value >= 0x1p63 ? std::numeric_limits<std::int64_t>::max() : std::llround(value);
}

// The position of an example's record, as far as its inputs include pseudo paths.
struct Origin {
    PartitionId partition{0};
    Offset offset{0};
    TimestampMs timestamp{-1}; // Kafka's value for no timestamp
    const std::string* key = nullptr;
};

Origin originOf(const InputFields& fields, const Example& example) {
    Origin origin;
    for (std::size_t i = 0; i < fields.numeric.size(); ++i) {
        if (!isPseudoPath(fields.numeric[i].path) || !std::isfinite(example.numeric[i]))
            continue;
        const std::int64_t value = integerOf(example.numeric[i]);
        if (fields.numeric[i].path == records::kTimestampPath)
            origin.timestamp = TimestampMs(value);
        else if (fields.numeric[i].path == records::kOffsetPath)
            origin.offset = Offset(value);
        else
            origin.partition = PartitionId(static_cast<std::int32_t>(value));
    }
    for (std::size_t i = 0; i < fields.text.size(); ++i)
        if (fields.text[i].path == records::kKeyPath && example.text[i])
            origin.key = &*example.text[i];
    return origin;
}

void appendNumber(records::Column& column, double value) {
    if (!std::isfinite(value))
        column.appendMissing();
    else if (column.type() == FieldType::Float64)
        column.appendFloat(value);
    else
        column.appendInt(integerOf(value));
}

void appendText(records::Column& column, const std::optional<std::string>& value) {
    if (value)
        column.appendText(*value);
    else
        column.appendMissing();
}

Result<FieldReader> readerOf(const records::RecordBatch& batch, const Field& field) {
    const auto reader = FieldReader::bind(batch.schema(), field.path);
    if (!reader || reader->type() != field.type)
        return fail(ErrorCode::Mismatch,
                    "the records do not have a field the model reads as " +
                        std::string(fieldTypeName(field.type)),
                    field.path);
    return *reader;
}

/// Whether the model uses the field's values as categories, whose names would change with the type.
bool takesAsCategory(const TrainedModel& model, const std::string& path) {
    const features::FeatureSpec& spec = model.features.spec();
    return (spec.labelKind == features::LabelKind::Category && spec.labelPath == path) ||
           std::ranges::find(spec.overTime, path, &features::OverTime::key) != spec.overTime.end() ||
           std::ranges::any_of(spec.inputs, [&](const features::FeatureInput& input) {
               return input.path == path && kindOf(input.transform).readAs == features::ReadAs::Category;
           });
}

bool reads(const TrainedModel& model, const std::string& path) {
    const auto paths = model.features.spec().reads();
    return std::ranges::find(paths, path) != paths.end();
}

} // namespace

decoder::DecoderSpec scoringDecoder(const std::vector<std::shared_ptr<const TrainedModel>>& models,
                                    const broker::RegistryAccess& registry) {
    decoder::DecoderSpec spec = models.front()->lineage.dataset.decoder;
    spec.book = decoder::bookOf(registry);
    spec.nearest = true;
    for (Field& field : spec.schema.fields) {
        const auto any = [&](auto holds) {
            return std::ranges::any_of(models, [&](const auto& model) { return holds(*model, field.path); });
        };
        if (field.type == FieldType::Int64 && any(reads) && !any(takesAsCategory))
            field.type = FieldType::Float64;
    }
    return spec;
}

std::vector<std::string> fieldsOf(const std::vector<std::shared_ptr<const TrainedModel>>& models) {
    std::vector<std::string> paths;
    for (const auto& model : models)
        std::ranges::move(model->features.spec().reads(), std::back_inserter(paths));
    return paths;
}

std::vector<features::OverTime> overTimeOf(const std::vector<std::shared_ptr<const TrainedModel>>& models) {
    std::vector<features::OverTime> columns;
    for (const auto& model : models)
        for (const features::OverTime& column : model->features.spec().overTime)
            if (std::ranges::find(columns, column) == columns.end())
                columns.push_back(column);
    return columns;
}

InputFields inputFields(const features::FittedFeatures& features) {
    InputFields fields;
    for (const auto& fitted : features.inputs()) {
        auto& group = fitted.type == FieldType::Text ? fields.text : fields.numeric;
        const Field field{fitted.input.path, fitted.type};
        if (std::find(group.begin(), group.end(), field) == group.end())
            group.push_back(field);
    }
    return fields;
}

Result<Example> exampleInput(const InputFields& fields, const records::RecordBatch& batch, std::size_t row) {
    Example example;
    for (const Field& field : fields.numeric) {
        auto reader = readerOf(batch, field);
        if (!reader)
            return forward(reader);
        example.numeric.push_back(reader->number(batch, row));
    }
    for (const Field& field : fields.text) {
        auto reader = readerOf(batch, field);
        if (!reader)
            return forward(reader);
        reader->forEachCategory(batch, row, row + 1, [&](std::string_view text) {
            example.text.push_back(text.data() != nullptr ? std::optional(std::string(text)) : std::nullopt);
        });
    }
    return example;
}

Result<graph::Inputs> graphInputs(const InputFields& fields, const records::RecordBatch& batch,
                                  std::size_t begin, std::size_t end) {
    graph::Inputs inputs;
    inputs.rows = end - begin;
    for (std::size_t row = begin; row < end; ++row) {
        auto input = exampleInput(fields, batch, row);
        if (!input)
            return forward(input);
        inputs.numbers.insert(inputs.numbers.end(), input->numeric.begin(), input->numeric.end());
        std::ranges::move(input->text, std::back_inserter(inputs.texts));
    }
    return inputs;
}

records::RecordBatch batchOf(const InputFields& fields, const std::vector<Example>& examples) {
    auto schema = std::make_shared<records::Schema>();
    for (const auto* group : {&fields.numeric, &fields.text})
        std::copy_if(group->begin(), group->end(), std::back_inserter(schema->fields),
                     [](const Field& field) { return !isPseudoPath(field.path); });
    records::RecordBatch batch(schema);
    for (const Example& example : examples) {
        const Origin origin = originOf(fields, example);
        const std::string_view key = origin.key != nullptr ? std::string_view(*origin.key) : "";
        batch.appendPosition(origin.partition, origin.offset, origin.timestamp,
                             origin.key != nullptr ? &key : nullptr);
        std::size_t column = 0;
        for (std::size_t i = 0; i < fields.numeric.size(); ++i)
            if (!isPseudoPath(fields.numeric[i].path))
                appendNumber(batch.column(column++), example.numeric[i]);
        for (std::size_t i = 0; i < fields.text.size(); ++i)
            if (!isPseudoPath(fields.text[i].path))
                appendText(batch.column(column++), example.text[i]);
    }
    return batch;
}

} // namespace driftwood::model
