#include "features/reference_statistics.h"

#include "base/json_fields.h"
#include "base/random.h"
#include "features/categories.h"
#include "features/running_moments.h"
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

ReferenceField collectField(const FeatureInput& input, const FieldReader& reader,
                            const records::RecordBatch& rows, std::size_t begin, std::size_t end,
                            std::uint64_t seed) {
    ReferenceField field;
    field.path = input.path;
    field.categorical = kindOf(input.transform).readAs == ReadAs::Category ||
                        reader.type() == records::FieldType::Text; // a time as text
    field.rows = static_cast<std::int64_t>(end - begin);
    field.notFitting = reader.countNotFitting(rows, begin, end);
    field.missing = -field.notFitting; // the reader reports these as missing too
    if (field.categorical) {
        reader.forEachCategory(rows, begin, end, [&](std::string_view category) {
            field.missing += category.data() == nullptr ? 1 : 0;
        });
        field.counts = countCategories(reader, rows, begin, end);
        field.counts.resize(std::min(field.counts.size(), ReferenceStatistics::kCategories));
        return field;
    }
    std::vector<double> values;
    values.reserve(end - begin);
    RunningMoments moments;
    reader.forEachNumber(rows, begin, end, [&](double value) {
        if (std::isnan(value)) {
            ++field.missing;
            return;
        }
        values.push_back(value);
        moments.add(value);
    });
    if (movesByNature(input))
        return field;
    field.sample = sortedSample(values, seed);
    if (moments.count > 0 && std::isfinite(moments.squares)) {
        field.mean = moments.mean;
        field.standardDeviation = moments.standardDeviation();
    }
    return field;
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

std::vector<double> sortedSample(const std::vector<double>& values, std::uint64_t seed) {
    constexpr std::size_t most = ReferenceStatistics::kSampleSize;
    std::vector<double> sample;
    sample.reserve(std::min(values.size(), most));
    SeededRandom random(seed);
    std::uint64_t seen = 0;
    for (const double value : values) { // reservoir sampling (Vitter 1985, algorithm R)
        if (!std::isfinite(value))
            continue;
        ++seen;
        if (sample.size() < most)
            sample.push_back(value);
        else if (const std::uint64_t place = random.below(seen); place < most)
            sample[place] = value;
    }
    std::ranges::sort(sample);
    return sample;
}

ReferenceStatistics ReferenceStatistics::collect(const FeatureSpec& spec, const records::RecordBatch& rows,
                                                 std::size_t begin, std::size_t end, std::uint64_t seed) {
    ReferenceStatistics statistics;
    end = std::min(end, rows.rows());
    begin = std::min(begin, end);
    for (const FeatureInput& input : spec.inputs) {
        if (const auto reader = FieldReader::bind(rows.schema(), input.path)) {
            statistics.fields.push_back(collectField(input, *reader, rows, begin, end, seed));
            continue;
        }
        ReferenceField absent{.path = input.path,
                              .categorical = kindOf(input.transform).readAs == ReadAs::Category};
        absent.rows = absent.missing = static_cast<std::int64_t>(end - begin);
        statistics.fields.push_back(std::move(absent));
    }
    return statistics;
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
