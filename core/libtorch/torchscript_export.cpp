#include "torchscript_export.h"

#include "base/files.h"
#include "export_metadata.h"
#include "model/examples.h"
#include "model/inference.h"
#include "torch_runtime.h"
#include "torchscript_source.h"

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>
#include <torch/types.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <sstream>

namespace driftwood::libtorch {
namespace {

namespace jit = torch::jit;
using model::Example;
using model::InputFields;
using model::TrainedModel;

constexpr double kTolerance = 1e-5;
constexpr std::size_t kChunkRows = 1024;
constexpr double kLargestExactInteger = 9007199254740992.0; // 2^53

c10::List<std::string> strings(const std::vector<std::string>& values) {
    c10::List<std::string> list;
    for (const std::string& value : values)
        list.push_back(value);
    return list;
}

void addTexts(jit::Module& module, const std::string& name, const std::vector<std::string>& values) {
    module.register_attribute(name, c10::ListType::ofStrings(), strings(values));
}

std::vector<std::string> pathsOf(const std::vector<records::Field>& fields) {
    std::vector<std::string> paths;
    for (const auto& field : fields)
        paths.push_back(field.path);
    return paths;
}

void addLayers(jit::Module& module, const TrainedModel& model) {
    const auto copyOf = [&](std::size_t offset, torch::IntArrayRef sizes) {
        return torch::from_blob(const_cast<float*>(model.learned.weights().data() + offset), sizes,
                                torch::kFloat32)
            .clone();
    };
    const auto& layers = model.learned.network().layers();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const training::DenseLayer& layer = layers[i];
        jit::Module part("Layer");
        part.register_parameter("weight", copyOf(layer.weightOffset, {layer.outputs, layer.inputs}), false);
        part.register_parameter("bias", copyOf(layer.biasOffset, {layer.outputs}), false);
        part.register_attribute("training", c10::BoolType::get(), false);
        module.register_module(layerName(i), part);
    }
}

// The categories of a numeric field, converted back to numbers.
Result<torch::Tensor> numberCategories(const features::FittedInput& fitted) {
    std::vector<double> values;
    for (const std::string& text : fitted.categories) {
        double value = 0.0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
        if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
            return fail(ErrorCode::CorruptData, "a category of a number field is not a number",
                        fitted.input.path + ": " + text);
        if (fitted.type == records::FieldType::Int64 && std::abs(value) > kLargestExactInteger)
            return fail(ErrorCode::Unsupported,
                        "a category is an integer beyond 2^53, which float64 cannot hold",
                        fitted.input.path + ": " + text,
                        "Send such identifiers as text, or leave the field out of the model.");
        values.push_back(value);
    }
    return torch::tensor(values, torch::kFloat64);
}

Status addCategories(jit::Module& module, const TrainedModel& model) {
    const auto& inputs = model.features.inputs();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (inputs[i].input.transform != features::Transform::OneHot)
            continue;
        if (inputs[i].type == records::FieldType::Text) {
            c10::Dict<std::string, std::int64_t> places;
            for (const std::string& category : inputs[i].categories)
                places.insert(category, static_cast<std::int64_t>(places.size()));
            module.register_attribute(categoriesName(i),
                                      c10::DictType::create(c10::StringType::get(), c10::IntType::get()),
                                      places);
        } else {
            auto values = numberCategories(inputs[i]);
            if (!values)
                return forward(values);
            module.register_buffer(categoriesName(i), *values);
        }
    }
    return {};
}

Result<jit::Module> build(const TrainedModel& model, const InputFields& fields) {
    jit::Module module("DriftwoodModel");
    addLayers(module, model);
    if (Status added = addCategories(module, model); !added)
        return forward(added);
    addTexts(module, "feature_names", model.features.outputNames());
    addTexts(module, "numeric_fields", pathsOf(fields.numeric));
    addTexts(module, "text_fields", pathsOf(fields.text));
    addTexts(module, "classes", model.classNames());
    module.register_attribute(kThreshold, c10::FloatType::get(), model.threshold);
    module.register_attribute("model_id", c10::StringType::get(), model.id);
    module.define(torchScriptSource(model, fields));
    // Python's ScriptModule expects this attribute on every module.
    module.register_attribute("training", c10::BoolType::get(), false);
    return module;
}

// Rows [begin, end) as arguments of forward().
Result<std::vector<c10::IValue>> argumentsOf(const InputFields& fields, const records::RecordBatch& rows,
                                             std::size_t begin, std::size_t end) {
    torch::Tensor numeric = torch::empty(
        {static_cast<std::int64_t>(end - begin), static_cast<std::int64_t>(fields.numeric.size())},
        torch::kFloat64);
    double* number = numeric.data_ptr<double>();
    const auto optionalText = c10::OptionalType::create(c10::StringType::get());
    c10::impl::GenericList texts(c10::ListType::create(optionalText));
    for (std::size_t row = begin; row < end; ++row) {
        const auto input = model::exampleInput(fields, rows, row);
        if (!input)
            return tl::unexpected(input.error());
        number = std::copy(input->numeric.begin(), input->numeric.end(), number);
        c10::impl::GenericList text(optionalText);
        for (const auto& value : input->text)
            text.push_back(value ? c10::IValue(*value) : c10::IValue());
        texts.push_back(text);
    }
    std::vector<c10::IValue> arguments{numeric};
    if (!fields.text.empty())
        arguments.emplace_back(texts);
    return arguments;
}

// The outputs of the exported file for rows [begin, end), in the layout of model/outputs.h.
Result<std::vector<double>> runExport(jit::Module& module, const InputFields& fields,
                                      const records::RecordBatch& rows, std::size_t begin, std::size_t end) {
    auto arguments = argumentsOf(fields, rows, begin, end);
    if (!arguments)
        return forward(arguments);
    const c10::IValue result = module.forward(*std::move(arguments));
    const torch::Tensor values =
        (result.isTuple() ? result.toTuple()->elements()[0].toTensor() : result.toTensor()).contiguous();
    const double* first = values.data_ptr<double>();
    return std::vector<double>(first, first + values.numel());
}

std::string placeOf(const records::RecordBatch& rows, std::size_t row) {
    return "partition " + std::to_string(rows.partitions()[row]) + ", offset " +
           std::to_string(rows.offsets()[row]);
}

struct Difference {
    double largest = 0.0;
    double allowed = kTolerance; ///< for the output with the largest difference
};

// The largest difference between the file's outputs and native scoring over all rows, or where they disagree.
Result<Difference> compare(jit::Module& module, const TrainedModel& model, const InputFields& fields,
                           const records::RecordBatch& rows) {
    auto inference = model::Inference::create(model);
    if (!inference)
        return forward(inference);
    Difference difference;
    for (std::size_t begin = 0; begin < rows.rows(); begin += kChunkRows) {
        const std::size_t end = std::min(rows.rows(), begin + kChunkRows);
        auto ours = inference->run(rows, begin, end);
        if (!ours)
            return forward(ours);
        auto theirs = runExport(module, fields, rows, begin, end);
        if (!theirs)
            return forward(theirs);
        if (theirs->size() != ours->values.size())
            return fail(ErrorCode::Mismatch, "the exported file gives " + std::to_string(theirs->size()) +
                                                 " outputs instead of " +
                                                 std::to_string(ours->values.size()));
        for (std::size_t i = 0; i < theirs->size(); ++i) {
            const double expected = ours->values[i];
            const double found = (*theirs)[i];
            if (std::isnan(expected) && std::isnan(found))
                continue;
            const double here = std::abs(expected - found);
            const double allowed = model::allowedDifference(model, expected, kTolerance);
            if (expected != found && !(here <= allowed)) // NaN on one side only is a disagreement
                return fail(ErrorCode::Mismatch,
                            "the exported file does not score like Driftwood: " + std::to_string(found) +
                                " instead of " + std::to_string(expected),
                            placeOf(rows, begin + i / ours->columns),
                            "Nothing was written. Please report this with the model's card.");
            if (expected != found && here > difference.largest)
                difference = {here, allowed};
        }
    }
    return difference;
}

Result<model::ExportReport> exportChecked(const TrainedModel& model, const records::RecordBatch& sample,
                                          const std::filesystem::path& path) {
    const InputFields fields = model::inputFields(model.features);
    auto example = model::makeExample(model, sample, 0);
    if (!example)
        return forward(example);
    auto module = build(model, fields);
    if (!module)
        return forward(module);
    std::ostringstream file;
    module->save(file, {{"meta.json", exportMetadata(model, fields, *example)}});
    const std::string bytes = std::move(file).str();

    std::istringstream again(bytes);
    jit::Module loaded = jit::load(again);
    const c10::InferenceMode inference;
    const auto difference = compare(loaded, model, fields, sample);
    if (!difference)
        return tl::unexpected(difference.error());
    if (Status written = writeFileAtomically(path, bytes); !written)
        return forward(written);

    model::ExportReport report;
    report.path = path;
    report.bytes = bytes.size();
    report.rowsCompared = static_cast<std::int64_t>(sample.rows());
    report.maxAbsoluteDifference = difference->largest;
    report.allowedDifference = difference->allowed;
    report.tolerance = kTolerance;
    report.runtime = "libtorch " + runtimeInfo().version;
    return report;
}

} // namespace

Result<model::ExportReport> exportTorchScript(const TrainedModel& model, const records::RecordBatch& sample,
                                              const std::filesystem::path& path) {
    if (Status consistent = checkConsistent(model); !consistent)
        return forward(consistent);
    if (sample.empty())
        return fail(ErrorCode::InvalidArgument, "an export needs rows to be compared on", path.string(),
                    "Give it some rows of the model's data set.");
    return guarded("the TorchScript export", [&] { return exportChecked(model, sample, path); });
}

} // namespace driftwood::libtorch
