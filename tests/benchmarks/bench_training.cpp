// One training step (forward, backward, update) and one forward pass of our own kernels, against eager
// LibTorch on the same weights and rows. Both update with our flat Adam: LibTorch's own optimiser would cost
// it some 60 µs more a step. One thread; processor time; the two take turns within each round.

#include "base/random.h"
#include "model/torch_backend.h"
#include "training/kernels/kernel_choice.h"
#include "training/optimizer.h"
#include "training/trainer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

using namespace driftwood;
using namespace driftwood::training;

namespace {

constexpr int kRounds = 21;
constexpr double kRoundUs = 20'000; ///< long enough that the clock's step does not matter

template <class T>
T orGiveUp(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().text().c_str());
        std::exit(1);
    }
    return std::move(*result);
}

double processorUs() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) * 1e-3;
}

double usPerCall(const std::function<void()>& work, int calls) {
    const double begin = processorUs();
    for (int i = 0; i < calls; ++i)
        work();
    return (processorUs() - begin) / calls;
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + kRounds / 2, values.end());
    return values[kRounds / 2];
}

void compare(const std::string& what, const std::function<void()>& ours,
             const std::function<void()>& theirs) {
    ours();
    theirs();
    const int calls = std::max(1, static_cast<int>(kRoundUs / usPerCall(theirs, 10)));
    std::vector<double> oursUs;
    std::vector<double> theirsUs;
    for (int round = 0; round < kRounds; ++round) {
        oursUs.push_back(usPerCall(ours, calls));
        theirsUs.push_back(usPerCall(theirs, calls));
    }
    const double a = median(oursUs);
    const double b = median(theirsUs);
    std::printf("%-40s %10.2f %10.2f %8.2f\n", what.c_str(), a, b, b / a);
}

/// One engine with weights of its own.
class Contestant {
  public:
    Contestant(DenseShape shape, std::unique_ptr<GradientEngine> engine)
        : m_shape(std::move(shape))
        , m_engine(std::move(engine))
        , m_optimizer({}, m_shape, chosenKernels())
        , m_parameters(initialParameters(m_shape, 1))
        , m_gradient(m_parameters.size()) {}

    void step(const Batch& batch) {
        orGiveUp(m_engine->lossAndGradient(m_parameters, batch, m_gradient));
        m_optimizer.apply(m_parameters, m_gradient);
    }
    void forward(const std::vector<float>& inputs, std::size_t rows) {
        m_outputs.resize(rows * static_cast<std::size_t>(m_shape.outputs()));
        const auto used = std::span(inputs).first(rows * static_cast<std::size_t>(m_shape.inputs()));
        if (!m_engine->forward(m_parameters, used, rows, m_outputs))
            std::abort();
    }

  private:
    DenseShape m_shape;
    std::unique_ptr<GradientEngine> m_engine;
    Optimizer m_optimizer;
    std::vector<float> m_parameters, m_gradient, m_outputs;
};

void compareNetwork(model::TorchBackend& torch, const std::string& name, const DenseShape& shape) {
    constexpr std::size_t kMostRows = 8192;
    SeededRandom random(1);
    std::vector<float> inputs(kMostRows * static_cast<std::size_t>(shape.inputs()));
    std::vector<float> targets(kMostRows * static_cast<std::size_t>(shape.outputs()));
    for (float& x : inputs)
        x = static_cast<float>(random.normal());
    for (float& y : targets)
        y = static_cast<float>(random.normal());
    Contestant ours(shape, makeNativeEngine(shape, Loss::MeanSquaredError));
    Contestant theirs(shape, orGiveUp(torch.makeEagerEngine(shape, Loss::MeanSquaredError)));
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
    compareNetwork(torch, "mlp 30-64-64-1", {{30, 64, 64, 1}, Activation::Relu});
    compareNetwork(torch, "autoencoder 30-64-16-64-30", {{30, 64, 16, 64, 30}, Activation::Tanh});
}
