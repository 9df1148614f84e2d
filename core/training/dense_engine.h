#pragma once

#include "training/aligned_buffer.h"
#include "training/gradient_engine.h"
#include "training/kernels/kernels.h"

#include <vector>

namespace driftwood::training {

/// The native engine: forward and backward passes over tiles of rows that stay in the cache, with weights
/// laid out for the kernels. Memory is allocated once; a step allocates nothing.
class DenseEngine final : public GradientEngine {
  public:
    DenseEngine(Network network, Loss loss, const Kernels& kernels);

    [[nodiscard]] std::string name() const override;
    [[nodiscard]] Result<double> lossAndGradient(std::span<const float> parameters, const Batch& batch,
                                                 std::span<float> gradient) override;
    [[nodiscard]] Status forward(std::span<const float> parameters, std::span<const float> inputs,
                                 std::size_t rows, std::span<float> out) override;

  private:
    /// One layer's weights in the kernels' layout, and scratch for a tile of rows. Rows are padded.
    struct Layer {
        explicit Layer(const DenseLayer& layer);

        /// Whether the layer has one linear output, for which there is a separate kernel.
        [[nodiscard]] bool hasSingleOutput() const { return outputs == 1 && activation == Epilogue::None; }

        std::size_t inputs, outputs;
        std::size_t paddedInputs, paddedOutputs;
        std::size_t weightOffset, biasOffset; ///< in the flat parameters
        Epilogue activation;
        std::optional<std::size_t> plus;    ///< the layer whose output is added to this one's
        std::optional<std::size_t> addedTo; ///< the layer to which this one's output is added
        AlignedBuffer weights;        ///< outputs × paddedInputs: for the gradient of the layer's input
        std::size_t transposedStride; ///< paddedOutputs, or 1 for a single output
        AlignedBuffer transposed;     ///< inputs × transposedStride: for the output
        AlignedBuffer bias;           ///< paddedOutputs
        AlignedBuffer weightGradient; ///< outputs × paddedInputs
        AlignedBuffer biasGradient;   ///< paddedOutputs
        AlignedBuffer output;         ///< tile rows × paddedOutputs
        AlignedBuffer delta;          ///< gradient of the loss by the pre-activations, same shape
    };

    [[nodiscard]] Status checkBatch(const Batch& batch) const;
    void layOutForForward(std::span<const float> parameters);
    void layOutForBackward(std::span<const float> parameters);
    void forwardTile(const float* inputs, std::size_t rows);
    void manyOutputs(Layer& layer, const float* from, std::size_t fromStride, std::size_t rows);
    void singleOutput(Layer& layer, const float* from, std::size_t fromStride, std::size_t rows);
    [[nodiscard]] double lossOfTile(const Batch& batch, std::size_t firstRow, std::size_t rows, float scale);
    /// Loss of `rows` rows starting at row `inTile` of the tile, which starts at the batch's `firstRow`.
    [[nodiscard]] double lossOfRows(const Batch& batch, std::size_t firstRow, std::size_t inTile,
                                    std::size_t rows, float scale);
    void addEarlierOutput(Layer& layer, std::size_t rows);
    void backwardTile(const float* inputs, std::size_t rows, bool first);
    void gatherGradient(std::span<float> gradient) const;

    Network m_network;
    Loss m_loss;
    const Kernels& m_kernels;
    std::vector<Layer> m_layers;
    AlignedBuffer m_paddedInputs;     ///< tile rows × paddedInputs of the first layer
    std::vector<float> m_laidOutFrom; ///< parameters last laid out by forward(); empty forces a new layout
};

} // namespace driftwood::training
