#include "features/running_features.h"

#include "base/counts.h"
#include "base/json_fields.h"
#include "features/transforms/transform_kind.h"

#include <nlohmann/json.hpp>

namespace driftwood::features {
namespace {

nlohmann::json momentsToJson(const RunningMoments& moments) {
    const bool any = moments.count > 0; // the extremes of no values are infinite, which JSON cannot express
    return {{"count", moments.count},
            {"mean", moments.mean},
            {"squares", moments.squares},
            {"minimum", any ? moments.minimum : 0.0},
            {"maximum", any ? moments.maximum : 0.0}};
}

Result<RunningMoments> momentsFromJson(const nlohmann::json& json, const std::string& where) {
    JsonFields fields(json, where);
    RunningMoments moments;
    double minimum = 0.0;
    double maximum = 0.0;
    fields.read("count", moments.count);
    fields.read("mean", moments.mean);
    fields.read("squares", moments.squares);
    fields.read("minimum", minimum);
    fields.read("maximum", maximum);
    fields.require(isCount(moments.count), "count", "is not a number of rows");
    fields.require(moments.squares >= 0.0, "squares", "must not be negative");
    fields.require(minimum <= maximum, "minimum", "must not be above the maximum");
    if (Status read = fields.finish(); !read)
        return forward(read);
    if (moments.count > 0) {
        moments.minimum = minimum;
        moments.maximum = maximum;
    }
    return moments;
}

} // namespace

Result<RunningFeatures> RunningFeatures::create(const FeatureSpec& spec, const records::RecordBatch& warmup,
                                                std::size_t begin, std::size_t end) {
    auto fitted = FittedFeatures::fit(spec, warmup, begin, end, FittedFeatures::Label::MayComeLater);
    if (!fitted)
        return forward(fitted);
    RunningFeatures running;
    running.m_fitted = *std::move(fitted);
    running.m_moments.resize(spec.inputs.size());
    for (std::size_t i = 0; i < spec.inputs.size(); ++i)
        if (Status followed = running.follow(i); !followed)
            return forward(followed);
    running.m_fitted.setLabelMoments({});
    return running;
}

RunningFeatures RunningFeatures::resume(FittedFeatures fitted, std::int64_t rows) {
    RunningFeatures running;
    running.m_observed = rows;
    running.m_fitted = std::move(fitted);
    for (const FittedInput& input : running.m_fitted.inputs()) {
        const auto resumed = kindOf(input.input.transform).resume;
        running.m_moments.push_back(rows < 1 || resumed == nullptr ? RunningMoments() : resumed(input, rows));
    }
    if (rows > 0 && running.m_fitted.spec().labelKind == LabelKind::Number) {
        const double mean = running.m_fitted.labelMean();
        const double deviation = running.m_fitted.labelScale();
        running.m_label = {rows, mean, deviation * deviation * static_cast<double>(rows), mean, mean};
    }
    return running;
}

Status RunningFeatures::follow(std::size_t input) {
    FittedInput& fitted = m_fitted.m_inputs[input];
    const auto affineOf = kindOf(fitted.input.transform).affine;
    if (affineOf == nullptr)
        return {};
    const Affine affine = affineOf(m_moments[input]);
    fitted.shift = affine.shift;
    fitted.scale = affine.scale;
    return checkSpread(m_moments[input], affine, fitted.input.path);
}

Status RunningFeatures::bind(const records::RecordBatch& batch) {
    if (m_schema == batch.sharedSchema())
        return {};
    auto readers = m_fitted.bindInputs(batch.schema());
    if (!readers)
        return forward(readers);
    m_readers = *std::move(readers);
    m_labelReader.reset();
    m_schema = batch.sharedSchema();
    return {};
}

Status RunningFeatures::bindLabel(const records::RecordBatch& batch, LabelKind needed) {
    if (m_fitted.spec().labelKind != needed)
        return fail(ErrorCode::InvalidArgument,
                    "the label is not a " + std::string(labelKindName(needed)) + " here",
                    m_fitted.spec().labelPath);
    if (Status bound = bind(batch); !bound || m_labelReader)
        return bound;
    auto reader = m_fitted.bindLabel(batch.schema());
    if (!reader)
        return forward(reader);
    m_labelReader = *reader;
    return {};
}

Status RunningFeatures::observe(const records::RecordBatch& batch, std::size_t row) {
    if (Status bound = bind(batch); !bound)
        return bound;
    if (m_fitted.spec().labelKind == LabelKind::Number) {
        const auto label = labelNumber(batch, row);
        if (!label)
            return tl::unexpected<Error>(label.error());
        m_label.add(*label);
        m_fitted.setLabelMoments(m_label);
        if (Status sound = checkSpread(m_label, standardizing(m_label), m_fitted.spec().labelPath); !sound)
            return sound;
    }
    for (std::size_t i = 0; i < m_readers.size(); ++i) {
        if (kindOf(m_fitted.inputs()[i].input.transform).affine == nullptr)
            continue;
        m_moments[i].add(m_readers[i].number(batch, row));
        if (Status followed = follow(i); !followed)
            return followed;
    }
    ++m_observed;
    return {};
}

Status RunningFeatures::transformRow(const records::RecordBatch& batch, std::size_t row,
                                     std::span<float> out) {
    if (Status bound = bind(batch); !bound)
        return bound;
    if (out.size() != outputs())
        return fail(ErrorCode::Internal, "a row of features has " + std::to_string(outputs()) +
                                             " values, not " + std::to_string(out.size()));
    m_fitted.encode(m_readers, batch, row, row + 1, out);
    return {};
}

Result<std::int32_t> RunningFeatures::labelClass(const records::RecordBatch& batch, std::size_t row) {
    if (Status bound = bindLabel(batch, LabelKind::Category); !bound)
        return forward(bound);
    std::int32_t found = kNoLabel;
    m_labelReader->forEachCategory(batch, row, row + 1,
                                   [&](std::string_view category) { found = m_fitted.classOf(category); });
    return found;
}

Result<std::optional<std::string>> RunningFeatures::labelText(const records::RecordBatch& batch,
                                                              std::size_t row) {
    if (Status bound = bindLabel(batch, LabelKind::Category); !bound)
        return forward(bound);
    std::optional<std::string> text;
    m_labelReader->forEachCategory(batch, row, row + 1, [&](std::string_view category) {
        if (category.data() != nullptr)
            text = category;
    });
    return text;
}

Result<FeatureGrowth> RunningFeatures::learnNames(const records::RecordBatch& batch, std::size_t row) {
    if (Status bound = bind(batch); !bound)
        return forward(bound);
    FeatureGrowth growth;
    std::vector<std::size_t> grown;
    for (std::size_t i = 0; i < m_readers.size(); ++i) {
        const FittedInput& input = m_fitted.m_inputs[i];
        if (kindOf(input.input.transform).readAs != ReadAs::Category ||
            input.categories.size() >= static_cast<std::size_t>(input.input.maxCategories))
            continue;
        m_readers[i].forEachCategory(batch, row, row + 1, [&](std::string_view category) {
            if (category.data() == nullptr || !isUtf8(category) ||
                m_fitted.m_categoryIndex[i].find(category) != CategoryIndex::kUnknown)
                return;
            m_fitted.addCategory(i, category);
            grown.push_back(i);
        });
    }
    for (const std::size_t i : grown) // output positions are final only now
        growth.columns.push_back(m_fitted.m_inputs[i].firstOutput + m_fitted.m_inputs[i].categories.size() -
                                 1);
    if (m_fitted.spec().labelKind != LabelKind::Category)
        return growth;
    const auto label = labelText(batch, row);
    if (!label)
        return tl::unexpected<Error>(label.error());
    if (!*label || m_fitted.classOf(**label) != kUnknownClass || !isUtf8(**label))
        return growth;
    if (Status added = m_fitted.addClass(**label); !added)
        return forward(added);
    growth.newClass = true;
    return growth;
}

Result<double> RunningFeatures::labelNumber(const records::RecordBatch& batch, std::size_t row, double from) {
    if (Status bound = bindLabel(batch, LabelKind::Number); !bound)
        return forward(bound);
    return m_labelReader->number(batch, row, from);
}

void to_json(nlohmann::json& json, const RunningFeatures& running) {
    json = {{"fitted", running.m_fitted},
            {"observed", running.m_observed},
            {"label", momentsToJson(running.m_label)},
            {"inputs", nlohmann::json::array()}};
    for (const RunningMoments& moments : running.m_moments)
        json["inputs"].push_back(momentsToJson(moments));
}

Result<RunningFeatures> RunningFeatures::fromJson(const nlohmann::json& json, const std::string& where) {
    JsonFields fields(json, where);
    RunningFeatures running;
    if (const auto* fitted = fields.value("fitted"))
        fields.take(FittedFeatures::fromJson(*fitted, where, FittedFeatures::Label::MayComeLater),
                    running.m_fitted);
    fields.read("observed", running.m_observed);
    fields.require(isCount(running.m_observed), "observed", "is not a number of rows");
    if (const auto* label = fields.value("label"))
        fields.take(momentsFromJson(*label, where), running.m_label);
    const nlohmann::json* inputs = fields.array("inputs");
    fields.require(inputs != nullptr && inputs->size() == running.m_fitted.inputs().size(), "inputs",
                   "must be as many as the features have");
    if (Status read = fields.finish(); !read)
        return forward(read);
    for (const auto& entry : *inputs) {
        auto moments = momentsFromJson(entry, where);
        if (!moments)
            return forward(moments);
        running.m_moments.push_back(*moments);
        if (Status followed = running.follow(running.m_moments.size() - 1); !followed)
            return forward(followed);
    }
    running.m_fitted.setLabelMoments(running.m_label);
    return running;
}

} // namespace driftwood::features
