#include "torchscript_export.h"

#include "torch_runtime.h"
#include "torchscript_source.h"

#include <torch/csrc/jit/api/module.h>
#include <torch/csrc/jit/serialization/import.h>
#include <torch/types.h>

#include <algorithm>
#include <sstream>

namespace driftwood::libtorch {
namespace {

namespace jit = torch::jit;

void addTexts(jit::Module& module, const std::string& name, const std::vector<std::string>& values) {
    c10::List<std::string> list;
    for (const std::string& value : values)
        list.push_back(value);
    module.register_attribute(name, c10::ListType::ofStrings(), list);
}

std::vector<std::string> pathsOf(const std::vector<records::Field>& fields) {
    std::vector<std::string> paths;
    for (const auto& field : fields)
        paths.push_back(field.path);
    return paths;
}

/// "layer0.weight" becomes the parameter weight of a submodule layer0.
void addTensors(jit::Module& module, const graph::Graph& graph) {
    std::vector<std::pair<std::string, jit::Module>> layers;
    for (const graph::Tensor& tensor : graph.tensors()) {
        const auto dot = tensor.name.find('.');
        const std::string layer = tensor.name.substr(0, dot);
        auto known = std::ranges::find(layers, layer, [](const auto& of) { return of.first; });
        if (known == layers.end())
            known = layers.insert(known, {layer, jit::Module("Layer")});
        known->second.register_parameter(
            tensor.name.substr(dot + 1),
            torch::from_blob(const_cast<float*>(tensor.values.data()), tensor.sizes, torch::kFloat32).clone(),
            false);
    }
    for (auto& [name, layer] : layers) {
        layer.register_attribute("training", c10::BoolType::get(), false);
        module.register_module(name, layer);
    }
}

void addCategories(jit::Module& module, const graph::Graph& graph) {
    std::size_t oneHots = 0;
    for (const graph::Node& node : graph.nodes()) {
        if (node.op == graph::Op::OneHotNumber)
            module.register_buffer(categoriesName(oneHots++), torch::tensor(node.numbers, torch::kFloat64));
        if (node.op != graph::Op::OneHotText)
            continue;
        c10::Dict<std::string, std::int64_t> places;
        for (const std::string& category : node.texts)
            places.insert(category, static_cast<std::int64_t>(places.size()));
        module.register_attribute(categoriesName(oneHots++),
                                  c10::DictType::create(c10::StringType::get(), c10::IntType::get()), places);
    }
}

jit::Module build(const model::ExportContents& contents) {
    jit::Module module("DriftwoodModel");
    addTensors(module, contents.graph);
    addCategories(module, contents.graph);
    addTexts(module, "feature_names", contents.featureNames);
    addTexts(module, "numeric_fields", pathsOf(contents.fields.numeric));
    addTexts(module, "text_fields", pathsOf(contents.fields.text));
    addTexts(module, "classes", contents.classes);
    module.register_attribute("threshold", c10::FloatType::get(), contents.threshold);
    module.register_attribute("model_id", c10::StringType::get(), contents.modelId);
    module.define(torchScriptSource(contents.graph));
    // Python's ScriptModule expects this attribute on every module.
    module.register_attribute("training", c10::BoolType::get(), false);
    return module;
}

/// The inputs as arguments of forward().
std::vector<c10::IValue> argumentsOf(const graph::Inputs& inputs) {
    const auto rows = static_cast<std::int64_t>(inputs.rows);
    const std::size_t texts = inputs.texts.size() / std::max<std::size_t>(1, inputs.rows);
    const auto numbers = static_cast<std::int64_t>(inputs.numbers.size()) / std::max<std::int64_t>(1, rows);
    std::vector<c10::IValue> arguments{
        torch::from_blob(const_cast<double*>(inputs.numbers.data()), {rows, numbers}, torch::kFloat64)};
    if (texts == 0)
        return arguments;
    const auto optionalText = c10::OptionalType::create(c10::StringType::get());
    c10::impl::GenericList list(c10::ListType::create(optionalText));
    for (std::size_t row = 0; row < inputs.rows; ++row) {
        c10::impl::GenericList ofRow(optionalText);
        for (std::size_t i = 0; i < texts; ++i) {
            const auto& text = inputs.texts[row * texts + i];
            ofRow.push_back(text ? c10::IValue(*text) : c10::IValue());
        }
        list.push_back(ofRow);
    }
    arguments.emplace_back(list);
    return arguments;
}

class LoadedScript final : public model::ExportedFile {
  public:
    explicit LoadedScript(jit::Module module)
        : m_module(std::move(module)) {}

    std::string runtime() const override { return "libtorch " + runtimeInfo().version; }

    Result<std::vector<double>> run(const graph::Inputs& inputs) override {
        return guarded("the exported TorchScript", [&]() -> Result<std::vector<double>> {
            const c10::InferenceMode inference;
            const c10::IValue result = m_module.forward(argumentsOf(inputs));
            const torch::Tensor values =
                (result.isTuple() ? result.toTuple()->elements()[0].toTensor() : result.toTensor())
                    .contiguous();
            const double* first = values.data_ptr<double>();
            return std::vector<double>(first, first + values.numel());
        });
    }

  private:
    jit::Module m_module;
};

} // namespace

Result<std::string> writeTorchScript(const model::ExportContents& contents) {
    return guarded("the TorchScript export", [&]() -> Result<std::string> {
        std::ostringstream file;
        build(contents).save(file, {{"meta.json", contents.metadata}});
        return std::move(file).str();
    });
}

Result<std::unique_ptr<model::ExportedFile>> openTorchScript(const std::string& bytes) {
    return guarded("loading the TorchScript", [&]() -> Result<std::unique_ptr<model::ExportedFile>> {
        std::istringstream file(bytes);
        return std::make_unique<LoadedScript>(jit::load(file));
    });
}

} // namespace driftwood::libtorch
