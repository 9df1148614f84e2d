#include "features/reference_statistics.h"

#include "base/json_fields.h"
#include "features/transforms/transform_kind.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace driftwood::features {
namespace {

/// Whether an input always changes with time: a window's hours always differ from those of a long training
/// range, and its offsets are always higher.
bool movesByNature(const FeatureInput& input) {
    return kindOf(input.transform).readAs == ReadAs::Time || input.path == records::kTimestampPath ||
           input.path == records::kOffsetPath;
}

Result<ReferenceField> fieldFromJson(const nlohmann::json& json, const std::string& where) {
    JsonFields fields(json, where, "fields");
    ReferenceField field;
    fields.read("path", field.path);
    fields.read("categorical", field.categorical);
    fields.read("rows", field.rows);
    fields.read("missing", field.missing);
    if (fields.has("not_fitting"))
        fields.read("not_fitting", field.notFitting);
    fields.read("sample", field.sample);
    if (fields.has("mean")) {
        fields.read("mean", field.mean.emplace());
        fields.read("standard_deviation", field.standardDeviation.emplace());
        fields.require(*field.standardDeviation >= 0.0, "standard_deviation", "must not be negative");
    }
    fields.require(field.missing >= 0 && field.missing <= field.rows, "missing",
                   "must be between 0 and the rows");
    fields.require(field.notFitting >= 0 && field.notFitting <= field.rows - field.missing, "not_fitting",
                   "must be between 0 and the rows");
    std::int64_t left = field.rows - field.missing - field.notFitting;
    if (const auto* counts = fields.array("counts"))
        for (const auto& entry : *counts) {
            const bool wellFormed = entry.is_array() && entry.size() == 2 && entry[0].is_string() &&
                                    entry[1].is_number_unsigned() &&
                                    std::cmp_less_equal(entry[1].get<std::uint64_t>(), left);
            fields.require(wellFormed, "counts",
                           "must be pairs of a text and a count, together no more than there are values");
            if (fields.failed())
                break;
            field.counts.emplace_back(entry[0].get<std::string>(), entry[1].get<std::int64_t>());
            left -= field.counts.back().second;
        }
    fields.require(field.counts.empty() || field.categorical, "counts", "are for categories only");
    fields.require(field.sample.empty() || !field.categorical, "sample", "is for numbers only");
    fields.require(std::ranges::is_sorted(field.sample), "sample", "must be sorted");
    fields.require(std::cmp_less_equal(field.sample.size(), field.rows - field.missing - field.notFitting),
                   "sample", "is larger than there are values");
    if (Status read = fields.finish(); !read)
        return forward(read);
    return field;
}

} // namespace

void ValueSample::add(double value) { // reservoir sampling (Vitter 1985, algorithm R)
    constexpr std::size_t most = ReferenceStatistics::kSampleSize;
    if (!std::isfinite(value))
        return;
    ++m_seen;
    if (m_sample.size() < most)
        m_sample.push_back(value);
    else if (const std::uint64_t place = m_random.below(m_seen); place < most)
        m_sample[place] = value;
}

std::vector<double> ValueSample::sorted() const {
    std::vector<double> sample = m_sample;
    std::ranges::sort(sample);
    return sample;
}

std::vector<double> sortedSample(const std::vector<double>& values, std::uint64_t seed) {
    ValueSample sample(seed);
    for (const double value : values)
        sample.add(value);
    return sample.sorted();
}

ReferenceTally::ReferenceTally(const FeatureSpec& spec, const records::Schema& schema, std::uint64_t seed) {
    for (const FeatureInput& input : spec.inputs) {
        const auto reader = FieldReader::bind(schema, input.path);
        ReferenceField field{.path = input.path,
                             .categorical = kindOf(input.transform).readAs == ReadAs::Category};
        if (reader && reader->type() == records::FieldType::Text) // a time as text
            field.categorical = true;
        m_inputs.push_back({input, reader, std::move(field), {}, ValueSample(seed), {}});
    }
}

void ReferenceTally::add(const records::RecordBatch& rows, std::size_t begin, std::size_t end) {
    for (Input& input : m_inputs) {
        ReferenceField& field = input.field;
        const auto count = static_cast<std::int64_t>(end - begin);
        field.rows += count;
        if (!input.reader) {
            field.missing += count;
            continue;
        }
        const std::int64_t notFitting = input.reader->countNotFitting(rows, begin, end);
        field.notFitting += notFitting;
        field.missing -= notFitting; // the reader reports these as missing too
        if (!field.categorical) {
            addNumbers(input, rows, begin, end);
            continue;
        }
        input.reader->forEachCategory(rows, begin, end, [&](std::string_view category) {
            field.missing += category.data() == nullptr ? 1 : 0;
        });
        input.counts.add(*input.reader, rows, begin, end);
    }
}

void ReferenceTally::addNumbers(Input& input, const records::RecordBatch& rows, std::size_t begin,
                                std::size_t end) {
    input.reader->forEachNumber(rows, begin, end, [&](double value) {
        if (std::isnan(value)) {
            ++input.field.missing;
            return;
        }
        input.sample.add(value);
        input.moments.add(value);
    });
}

ReferenceStatistics ReferenceTally::finish() const {
    ReferenceStatistics statistics;
    for (const Input& input : m_inputs) {
        ReferenceField& field = statistics.fields.emplace_back(input.field);
        if (!input.reader)
            continue;
        if (field.categorical) {
            field.counts = input.counts.ranked();
            field.counts.resize(std::min(field.counts.size(), ReferenceStatistics::kCategories));
            continue;
        }
        if (movesByNature(input.input))
            continue;
        field.sample = input.sample.sorted();
        if (input.moments.count > 0 && std::isfinite(input.moments.squares)) {
            field.mean = input.moments.mean;
            field.standardDeviation = input.moments.standardDeviation();
        }
    }
    return statistics;
}

ReferenceStatistics ReferenceStatistics::collect(const FeatureSpec& spec, const records::RecordBatch& rows,
                                                 std::size_t begin, std::size_t end, std::uint64_t seed) {
    end = std::min(end, rows.rows());
    ReferenceTally tally(spec, rows.schema(), seed);
    tally.add(rows, std::min(begin, end), end);
    return tally.finish();
}

void to_json(nlohmann::json& json, const ReferenceStatistics& statistics) {
    json = {{"fields", nlohmann::json::array()}, {"prediction_sample", statistics.predictionSample}};
    for (const ReferenceField& field : statistics.fields) {
        nlohmann::json one{{"path", field.path},     {"categorical", field.categorical},
                           {"rows", field.rows},     {"missing", field.missing},
                           {"sample", field.sample}, {"counts", field.counts}};
        if (field.notFitting > 0) // models saved before these were counted lack the field
            one["not_fitting"] = field.notFitting;
        if (field.mean && field.standardDeviation) {
            one["mean"] = *field.mean;
            one["standard_deviation"] = *field.standardDeviation;
        }
        json["fields"].push_back(std::move(one));
    }
}

Result<ReferenceStatistics> referenceStatisticsFromJson(const nlohmann::json& json,
                                                        const std::string& where) {
    JsonFields fields(json, where);
    ReferenceStatistics statistics;
    if (const auto* entries = fields.array("fields"))
        for (const auto& entry : *entries) {
            auto field = fieldFromJson(entry, where);
            if (!field)
                return forward(field);
            statistics.fields.push_back(*std::move(field));
        }
    fields.read("prediction_sample", statistics.predictionSample);
    fields.require(std::ranges::is_sorted(statistics.predictionSample), "prediction_sample",
                   "must be sorted");
    if (Status read = fields.finish(); !read)
        return forward(read);
    return statistics;
}

} // namespace driftwood::features
