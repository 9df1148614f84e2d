#include "features/fitted_features.h"

#include "features/running_moments.h"
#include "features/transforms/fitted_parts.h"
#include "features/transforms/transform_kind.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

namespace driftwood::features {
namespace {

using records::FieldType;

Status checkRows(const records::RecordBatch& batch, std::size_t begin, std::size_t end) {
    if (begin <= end && end <= batch.rows())
        return {};
    return fail(ErrorCode::InvalidArgument, "rows " + std::to_string(begin) + " to " + std::to_string(end) +
                                                " are not in a batch of " + std::to_string(batch.rows()));
}

/// Whether a column of this type can be used for the input.
/// Float64 is accepted where the input was fitted on integers.
bool isReadAs(const FittedInput& input, FieldType type) {
    const bool widened = input.type == FieldType::Int64 && type == FieldType::Float64;
    return type == input.type || (widened && kindOf(input.input.transform).readAs != ReadAs::Category);
}

Status mismatch(const std::string& path, const std::string& what) {
    return fail(ErrorCode::Mismatch, what, path,
                "The model takes fields of the types that it was trained on.");
}

Result<FittedInput> fitInput(const FeatureInput& input, const FieldRows& rows) {
    FittedInput fitted;
    fitted.input = input;
    fitted.type = rows.reader.type();
    const auto seen = kindOf(input.transform).fit(fitted, rows);
    if (!seen)
        return tl::unexpected<Error>(seen.error());
    if (!*seen)
        return fail(ErrorCode::InvalidArgument, "the input has no value in any row to fit on", input.path,
                    "Leave it out, or take a range in which it is set.");
    return fitted;
}

tl::unexpected<Error> tooManyClasses(std::size_t classes, const std::string& labelPath) {
    return fail(ErrorCode::InvalidArgument,
                "the label has " + std::to_string(classes) + " distinct values, more than the " +
                    std::to_string(kMostClasses) + " classes that can be told apart",
                labelPath, "Choose a label with few values; to predict a number, use regression.");
}

std::vector<std::string> sortedClasses(const FieldReader& reader, const records::RecordBatch& rows,
                                       std::size_t begin, std::size_t end) {
    std::vector<std::string> classes;
    for (auto& category : countCategories(reader, rows, begin, end))
        classes.push_back(std::move(category.first));
    if (reader.type() == FieldType::Text)
        std::ranges::sort(classes);
    else
        std::ranges::sort(classes, {}, [](const std::string& text) {
            double value = 0.0;
            std::from_chars(text.data(), text.data() + text.size(), value);
            return std::pair(value, text);
        });
    return classes;
}

} // namespace

Result<FittedFeatures> FittedFeatures::fit(const FeatureSpec& spec, const records::RecordBatch& rows,
                                           std::size_t begin, std::size_t end, Label labelNeed) {
    if (Status checked = spec.check(rows.schema()); !checked)
        return forward(checked);
    if (Status checked = checkRows(rows, begin, end); !checked)
        return forward(checked);
    FittedFeatures fitted;
    fitted.m_spec = spec;
    for (const FeatureInput& input : spec.inputs) {
        const FieldReader reader = FieldReader::bind(rows.schema(), input.path).value();
        auto one = fitInput(input, {reader, rows, begin, end});
        if (!one)
            return forward(one);
        fitted.m_inputs.push_back(*std::move(one));
    }
    if (spec.labelKind != LabelKind::None) {
        const FieldReader label = FieldReader::bind(rows.schema(), spec.labelPath).value();
        bool seen = false;
        if (spec.labelKind == LabelKind::Category) {
            fitted.m_classes = sortedClasses(label, rows, begin, end);
            seen = !fitted.m_classes.empty();
            if (fitted.m_classes.size() > kMostClasses)
                return tooManyClasses(fitted.m_classes.size(), spec.labelPath);
        } else {
            const RunningMoments moments = momentsOf({label, rows, begin, end});
            seen = moments.count > 0;
            if (Status sound = checkSpread(moments, standardizing(moments), spec.labelPath); !sound)
                return forward(sound);
            fitted.setLabelMoments(moments);
        }
        if (!seen && labelNeed == Label::Needed)
            return fail(ErrorCode::InvalidArgument, "the label has no value in any row to fit on",
                        spec.labelPath, "Choose another label, or a range in which it is set.");
    }
    fitted.layOut();
    return fitted;
}

void FittedFeatures::setLabelMoments(const RunningMoments& moments) {
    const Affine affine = standardizing(moments);
    m_labelMean = affine.shift;
    m_labelScale = affine.scale > 0.0 ? 1.0 / affine.scale : 1.0;
}

void FittedFeatures::layOut() {
    m_outputs = 0;
    m_categoryIndex.clear();
    for (FittedInput& input : m_inputs) {
        input.firstOutput = m_outputs;
        input.outputs = kindOf(input.input.transform).outputs(input) + (input.input.missingIndicator ? 1 : 0);
        m_outputs += input.outputs;
        m_categoryIndex.emplace_back(input.categories);
    }
    m_classIndex = CategoryIndex(m_classes);
}

void FittedFeatures::addCategory(std::size_t input, std::string_view category) {
    m_inputs[input].categories.emplace_back(category);
    layOut();
}

Status FittedFeatures::addClass(std::string_view name) {
    if (m_classes.size() == kMostClasses)
        return tooManyClasses(kMostClasses + 1, m_spec.labelPath);
    m_classes.emplace_back(name);
    m_classIndex = CategoryIndex(m_classes);
    return {};
}

std::vector<std::string> FittedFeatures::outputNames() const {
    std::vector<std::string> names;
    names.reserve(m_outputs);
    for (const FittedInput& input : m_inputs) {
        kindOf(input.input.transform).appendNames(input, names);
        if (input.input.missingIndicator)
            names.push_back(input.input.path + "?missing");
    }
    return names;
}

Result<std::vector<FieldReader>> FittedFeatures::bindInputs(const records::Schema& schema) const {
    std::vector<FieldReader> readers;
    readers.reserve(m_inputs.size());
    for (const FittedInput& input : m_inputs) {
        const auto reader = FieldReader::bind(schema, input.input.path);
        Status bound;
        if (!reader)
            bound = mismatch(input.input.path, "the records lack an input of the model");
        else if (!isReadAs(input, reader->type()))
            bound = mismatch(input.input.path, "the input is " + std::string(fieldTypeName(reader->type())) +
                                                   " here, and was " +
                                                   std::string(fieldTypeName(input.type)) + " in training");
        if (!bound)
            return forward(bound);
        readers.push_back(*reader);
    }
    return readers;
}

Result<FieldReader> FittedFeatures::bindLabel(const records::Schema& schema) const {
    const auto reader = FieldReader::bind(schema, m_spec.labelPath);
    if (reader && (m_spec.labelKind == LabelKind::Category || reader->type() != FieldType::Text))
        return *reader;
    Status missing =
        mismatch(m_spec.labelPath, reader ? "the label is text here, and was a number in training"
                                          : "the records lack the label");
    return forward(missing);
}

void FittedFeatures::encode(const std::vector<FieldReader>& readers, const records::RecordBatch& batch,
                            std::size_t begin, std::size_t end, std::span<float> out) const {
    std::ranges::fill(out, 0.0F);
    for (std::size_t i = 0; i < m_inputs.size(); ++i)
        kindOf(m_inputs[i].input.transform)
            .encode(m_inputs[i], {{readers[i], batch, begin, end},
                                  m_categoryIndex[i],
                                  out.data() + m_inputs[i].firstOutput,
                                  m_outputs});
}

Status FittedFeatures::transform(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                                 FeatureMatrix& out) const {
    auto readers = bindInputs(batch.schema());
    if (!readers)
        return forward(readers);
    return transform(*readers, batch, begin, end, out);
}

Status FittedFeatures::transform(const std::vector<FieldReader>& inputs, const records::RecordBatch& batch,
                                 std::size_t begin, std::size_t end, FeatureMatrix& out) const {
    if (Status checked = checkRows(batch, begin, end); !checked)
        return checked;
    out.rows = end - begin;
    out.columns = m_outputs;
    out.values.resize(out.rows * out.columns);
    encode(inputs, batch, begin, end, out.values);
    return {};
}

Status FittedFeatures::labels(const records::RecordBatch& batch, std::size_t begin, std::size_t end,
                              LabelVector& out) const {
    out = {};
    if (Status checked = checkRows(batch, begin, end); !checked)
        return checked;
    if (m_spec.labelKind == LabelKind::None)
        return fail(ErrorCode::InvalidArgument, "these features have no label");
    auto reader = bindLabel(batch.schema());
    if (!reader)
        return forward(reader);
    if (m_spec.labelKind == LabelKind::Category) {
        out.classes.reserve(end - begin);
        std::map<std::string, std::int64_t, std::less<>> unknown;
        reader->forEachCategory(batch, begin, end, [&](std::string_view category) {
            out.classes.push_back(classOf(category));
            if (out.classes.back() != kUnknownClass)
                return;
            if (const auto found = unknown.find(category); found != unknown.end())
                ++found->second;
            else if (unknown.size() < kMostClasses)
                unknown.emplace(category, 1);
        });
        for (const auto& [name, rows] : unknown)
            out.unknownClassRows.push_back(rows);
    } else {
        out.numbers.reserve(end - begin);
        reader->forEachDifference(m_labelMean, batch, begin, end, [&](double fromMean) {
            out.numbers.push_back(toFloat(fromMean / m_labelScale));
        });
    }
    return {};
}

} // namespace driftwood::features
