#include "training/learned.h"

#include "training/safetensors.h"

#include <algorithm>
#include <cmath>

namespace driftwood::training {

Status Learned::check() const {
    if (m_network.empty())
        return fail(ErrorCode::InvalidArgument, "the network has no layers");
    if (m_weights.size() != m_network.parameterCount())
        return fail(ErrorCode::InvalidArgument, "there are " + std::to_string(m_weights.size()) +
                                                    " weights, the network needs " +
                                                    std::to_string(m_network.parameterCount()));
    if (!std::ranges::all_of(m_weights, [](float weight) { return std::isfinite(weight); }))
        return fail(ErrorCode::InvalidArgument, "a weight is not a finite number");
    return {};
}

Result<Predictor> Learned::predictor() const {
    // The loss makes no difference to a forward pass.
    auto engine = makeNativeEngine(m_network, Loss::MeanSquaredError);
    if (!engine)
        return forward(engine);
    return Predictor(std::move(*engine), m_weights);
}

std::string Learned::encode() const {
    TensorFile file;
    for (const NetworkTensor& tensor : m_network.tensors()) {
        const auto begin = m_weights.begin() + static_cast<std::ptrdiff_t>(tensor.offset);
        file.tensors[tensor.name] =
            Tensor::ofFloats(tensor.shape, {begin, begin + static_cast<std::ptrdiff_t>(tensor.size())});
    }
    return encodeSafetensors(file);
}

Result<Learned> Learned::decode(const Network& network, std::string_view bytes, const std::string& where) {
    const auto file = decodeSafetensors(bytes, where);
    if (!file)
        return tl::unexpected<Error>(file.error());
    if (file->tensors.size() != network.tensors().size())
        return fail(ErrorCode::CorruptData, "the weights are not those of the network's layers", where);
    std::vector<float> weights;
    weights.reserve(network.parameterCount());
    for (const NetworkTensor& tensor : network.tensors()) {
        const auto found = file->tensors.find(tensor.name);
        if (found == file->tensors.end() || found->second.shape != tensor.shape)
            return fail(ErrorCode::CorruptData, "a layer's weights are missing or of another shape",
                        where + ": " + tensor.name);
        auto values = found->second.floats(where + ": " + tensor.name);
        if (!values)
            return forward(values);
        weights.insert(weights.end(), values->begin(), values->end());
    }
    return Learned(network, std::move(weights));
}

} // namespace driftwood::training
