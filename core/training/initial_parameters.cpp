#include "base/random.h"
#include "training/trainer.h"

#include <cmath>

namespace driftwood::training {

std::vector<float> initialParameters(const DenseShape& shape, std::uint64_t seed) {
    std::vector<float> parameters(shape.parameterCount(), 0.0F);
    if (shape.layers() == 1)
        return parameters;
    SeededRandom random(seed);
    for (std::size_t layer = 0; layer < shape.layers(); ++layer) {
        const double bound = 1.0 / std::sqrt(static_cast<double>(shape.sizes[layer]));
        for (std::size_t i = shape.weightOffset(layer); i < shape.weightOffset(layer + 1); ++i)
            parameters[i] = static_cast<float>(random.uniform(-bound, bound));
    }
    return parameters;
}

} // namespace driftwood::training
