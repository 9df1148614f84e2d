// One training step (forward, backward, update) and one forward pass of the native kernels, compared with
// eager LibTorch on the same weights and rows. Both update with the native flat Adam: LibTorch's own would
// cost about 60 µs more per step. One thread; processor time; the two take turns within each round.

#include "base/random.h"
#include "model/torch_backend.h"
#include "support/networks.h"
#include "training/gradient_engine.h"
#include "training/kernels/kernel_choice.h"
#include "training/optimizer.h"
#include "turns.h"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace driftwood;
using namespace driftwood::training;
using benchmark::orGiveUp;
using benchmark::Work;

namespace {

void compare(const std::string& what, const Work& ours, const Work& theirs) {
    const auto us = benchmark::medianUsInTurns({ours, theirs});
    std::printf("%-40s %10.2f %10.2f %8.2f\n", what.c_str(), us[0], us[1], us[1] / us[0]);
}

/// One engine with its own weights.
class Contestant {
  public:
    Contestant(Network network, std::unique_ptr<GradientEngine> engine)
        : m_network(std::move(network))
        , m_engine(std::move(engine))
        , m_optimizer({}, m_network, chosenKernels())
        , m_parameters(initialParameters(m_network, 1))
        , m_gradient(m_parameters.size()) {}

    void step(const Batch& batch) {
        orGiveUp(m_engine->lossAndGradient(m_parameters, batch, m_gradient));
        m_optimizer.apply(m_parameters, m_gradient);
    }
    void forward(const std::vector<float>& inputs, std::size_t rows) {
        m_outputs.resize(rows * static_cast<std::size_t>(m_network.outputs()));
        const auto used = std::span(inputs).first(rows * static_cast<std::size_t>(m_network.inputs()));
        if (!m_engine->forward(m_parameters, used, rows, m_outputs))
            std::abort();
    }

  private:
    Network m_network;
    std::unique_ptr<GradientEngine> m_engine;
    Optimizer m_optimizer;
    std::vector<float> m_parameters, m_gradient, m_outputs;
};

void compareNetwork(model::TorchBackend& torch, const std::string& name, const Network& network) {
    constexpr std::size_t kMostRows = 8192;
    SeededRandom random(1);
    std::vector<float> inputs(kMostRows * static_cast<std::size_t>(network.inputs()));
    std::vector<float> targets(kMostRows * static_cast<std::size_t>(network.outputs()));
    for (float& x : inputs)
        x = static_cast<float>(random.normal());
    for (float& y : targets)
        y = static_cast<float>(random.normal());
    Contestant ours(network, orGiveUp(makeNativeEngine(network, Loss::MeanSquaredError)));
    Contestant theirs(network, orGiveUp(torch.makeEagerEngine(network, Loss::MeanSquaredError)));
    for (const std::size_t rows : {64, 256, 1024, 8192}) {
        const Batch batch{rows, inputs.data(), targets.data(), nullptr};
        compare(
            name + " step, batch " + std::to_string(rows), [&] { ours.step(batch); },
            [&] { theirs.step(batch); });
    }
    for (const std::size_t rows : {1, 32, 256, 4096})
        compare(
            name + " forward, batch " + std::to_string(rows), [&] { ours.forward(inputs, rows); },
            [&] { theirs.forward(inputs, rows); });
}

} // namespace

int main() {
    model::TorchBackend& torch = *orGiveUp(model::torchBackend());
    const model::TorchInfo info = torch.info();
    std::printf("kernels %s; LibTorch %s, %s, %s, %d thread(s)\n", chosenKernels().name, info.version.c_str(),
                info.blas.c_str(), info.capability.c_str(), info.threads);
    std::printf("%-40s %10s %10s %8s\n", "median us a call", "ours", "LibTorch", "ratio");
    compareNetwork(torch, "mlp 30-64-64-1", test::denseNetwork({30, 64, 64, 1}));
    compareNetwork(torch, "autoencoder 30-64-16-64-30",
                   test::denseNetwork({30, 64, 16, 64, 30}, Activation::Tanh));
}
