#include "training/networks/network.h"

#include <algorithm>

namespace driftwood::training {
namespace {

bool fits(int size) { return size >= 1 && size <= Network::kWidestLayer; }

tl::unexpected<Error> refused(std::string what, const char* where, std::string hint) {
    return fail(ErrorCode::InvalidArgument, std::move(what), where, std::move(hint));
}

} // namespace

Result<Network> Network::create(const Architecture& architecture, std::vector<int> sizes,
                                Activation activation) {
    if (sizes.size() < 2)
        return refused("a network needs at least one layer", "network", "Name the sizes of its layers.");
    if (!fits(sizes.front()))
        return refused("a network has 1 to " + std::to_string(kWidestLayer) + " inputs, not " +
                           std::to_string(sizes.front()),
                       "features", "Choose fewer fields, or fewer categories of a text.");
    if (!fits(sizes.back()))
        return refused("a network has 1 to " + std::to_string(kWidestLayer) + " outputs, not " +
                           std::to_string(sizes.back()),
                       "label", "Choose another label.");
    if (auto ok = checkHidden(architecture, std::span(sizes).subspan(1, sizes.size() - 2)); !ok)
        return forward(ok);
    Network network;
    network.m_architecture = &architecture;
    network.m_activation = activation;
    network.m_tensors = architecture.tensors(sizes);
    for (const NetworkTensor& tensor : network.m_tensors)
        network.m_parameterCount += tensor.size();
    if (network.m_parameterCount > kMostParameters)
        return refused("the network would have " + std::to_string(network.m_parameterCount) +
                           " parameters; the most is " + std::to_string(kMostParameters),
                       "network.hidden", "Choose narrower hidden layers, or fewer inputs.");
    if (architecture.layers != nullptr)
        network.m_layers = architecture.layers(sizes, activation);
    network.m_sizes = std::move(sizes);
    return network;
}

Status checkHidden(const Architecture& architecture, std::span<const int> hidden) {
    if (hidden.size() > Network::kMostHidden || !std::ranges::all_of(hidden, fits))
        return refused("hidden layers must be at most " + std::to_string(Network::kMostHidden) +
                           ", each 1 to " + std::to_string(Network::kWidestLayer) + " wide",
                       "network.hidden", "Name fewer or narrower ones, for example 64,64.");
    return architecture.check(hidden);
}

std::vector<float> initialParameters(const Network& network, std::uint64_t seed) {
    std::vector<float> weights(network.parameterCount(), 0.0F);
    SeededRandom random(seed);
    network.architecture().initialise(network, random, weights);
    return weights;
}

} // namespace driftwood::training
