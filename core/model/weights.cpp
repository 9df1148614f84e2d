#include "model/weights.h"

#include "training/safetensors.h"

namespace driftwood::model {
namespace {

std::string tensorName(std::size_t layer, const char* kind) {
    return "layer" + std::to_string(layer) + "." + kind;
}

} // namespace

std::string encodeWeights(const TrainedModel& model) {
    training::TensorFile file;
    for (std::size_t layer = 0; layer < model.shape.layers(); ++layer) {
        const int in = model.shape.sizes[layer];
        const int out = model.shape.sizes[layer + 1];
        const auto weights =
            model.parameters.begin() + static_cast<std::ptrdiff_t>(model.shape.weightOffset(layer));
        const auto biases =
            model.parameters.begin() + static_cast<std::ptrdiff_t>(model.shape.biasOffset(layer));
        file.tensors[tensorName(layer, "weight")] =
            training::Tensor::ofFloats({out, in}, {weights, weights + std::ptrdiff_t{in} * out});
        file.tensors[tensorName(layer, "bias")] = training::Tensor::ofFloats({out}, {biases, biases + out});
    }
    return training::encodeSafetensors(file);
}

Result<std::vector<float>> decodeWeights(const training::DenseShape& shape, const std::string& bytes,
                                         const std::string& where) {
    const auto file = training::decodeSafetensors(bytes, where);
    if (!file)
        return tl::unexpected<Error>(file.error());
    if (file->tensors.size() != 2 * shape.layers())
        return fail(ErrorCode::CorruptData, "the weights are not those of the network's layers", where);
    std::vector<float> parameters;
    for (std::size_t layer = 0; layer < shape.layers(); ++layer)
        for (const char* kind : {"weight", "bias"}) {
            const std::string name = tensorName(layer, kind);
            const std::int64_t out = shape.sizes[layer + 1];
            const auto expected = *kind == 'w' ? std::vector<std::int64_t>{out, shape.sizes[layer]}
                                               : std::vector<std::int64_t>{out};
            const auto tensor = file->tensors.find(name);
            if (tensor == file->tensors.end() || tensor->second.shape != expected)
                return fail(ErrorCode::CorruptData, "a layer's weights are missing or of another shape",
                            where + ": " + name);
            auto values = tensor->second.floats(where + ": " + name);
            if (!values)
                return forward(values);
            parameters.insert(parameters.end(), values->begin(), values->end());
        }
    return parameters;
}

} // namespace driftwood::model
