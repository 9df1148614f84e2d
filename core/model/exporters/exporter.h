#pragma once

#include "graph/interpreter.h"
#include "model/inputs.h"
#include "model/trained_model.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::model {

/// The contents of an exported file in any format: the graph, and what describes it to readers of the file.
struct ExportContents {
    graph::Graph graph;
    InputFields fields; ///< of the graph, with their types
    std::vector<std::string> featureNames;
    std::vector<std::string> classes;
    double threshold = 0.0;
    std::string modelId;
    std::string metadata; ///< JSON, see exportMetadata()
};

/// A file as the runtime of its format has loaded it.
class ExportedFile {
  public:
    ExportedFile() = default;
    ExportedFile(const ExportedFile&) = delete;
    ExportedFile& operator=(const ExportedFile&) = delete;
    virtual ~ExportedFile() = default;
    [[nodiscard]] virtual std::string runtime() const = 0; ///< "libtorch 1.13.1"
    /// The first output for these rows, row-major.
    [[nodiscard]] virtual Result<std::vector<double>> run(const graph::Inputs& inputs) = 0;
};

/// How a file takes the fields of records.
enum class InputForm : unsigned char {
    NumbersAndTexts, ///< two arguments: numbers [N, fields], and for each row a list of texts
    NumbersAndCodes, ///< the same, where texts are int64: their places in a vocabulary, see vocabulary.h
    Columns,         ///< an argument for each field, by its name: [N, 1]
};

/// A format of exports: a row of a table, a file each. A writer writes operations of a graph, and knows
/// neither transforms nor networks. The comparison with our own scoring is the same for all, see
/// evaluation/checked_export.h.
struct Exporter {
    std::string_view name;   ///< "torchscript": in the workspace, in JSON
    std::string_view title;  ///< "TorchScript": as people write it, in any language
    std::string_view suffix; ///< ".pt"
    std::string_view opens;  ///< "onnxruntime, Netron": what reads such files, in any language
    InputForm form;
    std::string_view missingText; ///< what stands for a text that is missing, for the metadata

    /// Whether this build, on this machine, can write it; the reason, if it cannot.
    Status (*available)();
    /// The bytes of the file. Unsupported for a graph that the format cannot hold.
    Result<std::string> (*write)(const ExportContents& contents);
    /// The same bytes, loaded as other programs load them.
    Result<std::unique_ptr<ExportedFile>> (*open)(const std::string& bytes);
};

/// All formats, in the order in which they are offered.
[[nodiscard]] std::span<const Exporter* const> exporters();

extern const Exporter kOlderPt2;
extern const Exporter kOnnx;
extern const Exporter kPt2;
extern const Exporter kTorchScript;

/// Why a format refuses a model that reads the times of this field from text.
[[nodiscard]] Error timesAreNoText(std::string_view title, const std::string& field);

/// `example` is of the model's rows, with its outputs. Fails where the model cannot be lowered to a graph.
[[nodiscard]] Result<ExportContents> exportContents(const TrainedModel& model, const Exporter& exporter,
                                                    const Example& example);

} // namespace driftwood::model
