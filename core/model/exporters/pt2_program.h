#pragma once

#include "model/exporters/exporter.h"
#include "model/exporters/torch_save.h"

#include <string>
#include <vector>

namespace driftwood::model {

/// A graph as torch.export.ExportedProgram: operators of ATen in the JSON of its schema, version 8.2, which
/// every PyTorch from 2.6 on reads. Its arguments are `numeric`, float64 [N, fields], and `text`, int64 [N,
/// fields]: places in a vocabulary, see vocabulary.h.
struct Pt2Program {
    std::string program;                ///< JSON
    std::string weightsTable;           ///< JSON: which record holds which tensor
    std::vector<TorchTensor> tensors;   ///< weights, and constants that are no part of the program
    std::vector<TorchTensor> arguments; ///< zeros, two rows of each
};

/// Unsupported for an operation that ATen lacks.
[[nodiscard]] Result<Pt2Program> pt2Program(const ExportContents& contents);

} // namespace driftwood::model
