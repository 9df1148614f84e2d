#include "model/exporters/exporter.h"
#include "model/exporters/pt2_program.h"
#include "model/exporters/zip_archive.h"
#include "model/torch_backend.h"

namespace driftwood::model {
namespace {

using Entries = std::vector<std::pair<std::string, std::string>>;

/// The layout that PyTorch reads from 2.9 on: weights as they are, no pickle among them.
Result<Entries> entriesOf(const Pt2Program& written, const std::string& metadata) {
    auto arguments = saveArguments(written.arguments);
    if (!arguments)
        return forward(arguments);
    Entries entries{{"archive_format", "pt2"},
                    {"archive_version", "0"},
                    {"byteorder", "little"},
                    {".data/version", "6\n"},
                    {"models/model.json", written.program}};
    for (std::size_t i = 0; i < written.tensors.size(); ++i)
        entries.emplace_back("data/weights/weight_" + std::to_string(i), written.tensors[i].bytes);
    entries.emplace_back("data/weights/model_weights_config.json", written.weightsTable);
    entries.emplace_back("data/constants/model_constants_config.json", R"({"config":{}})");
    entries.emplace_back("data/sample_inputs/model.pt", *std::move(arguments));
    entries.emplace_back("extra/driftwood.json", metadata);
    for (auto& [name, content] : entries)
        name.insert(0, "model/"); // one folder that has everything, of any name
    return entries;
}

/// That of PyTorch 2.6 to 2.8; later ones read it and warn.
Result<Entries> olderEntriesOf(const Pt2Program& written, const std::string& metadata) {
    auto weights = saveTensors(written.tensors);
    if (!weights)
        return forward(weights);
    auto arguments = saveArguments(written.arguments);
    if (!arguments)
        return forward(arguments);
    return Entries{{"version", "8.2"},
                   {"serialized_exported_program.json", written.program},
                   {"serialized_state_dict.pt", *std::move(weights)},
                   {"serialized_constants.pt", ""},
                   {"serialized_example_inputs.pt", *std::move(arguments)},
                   {"extra_files/driftwood.json", metadata}};
}

Result<std::string> writeAs(Result<Entries> (*entriesOf)(const Pt2Program&, const std::string&),
                            const ExportContents& contents) {
    auto written = pt2Program(contents);
    if (!written)
        return forward(written);
    auto entries = entriesOf(*written, contents.metadata);
    if (!entries)
        return forward(entries);
    return writeZip(*entries);
}

Status available() {
    if (auto backend = torchBackend(); !backend)
        return forward(backend);
    return {};
}

/// LibTorch's operators compute what the file says, so that a wrong one, or a wrong type or shape, shows.
Result<std::unique_ptr<ExportedFile>> open(const std::string& bytes) {
    auto entries = readZip(bytes);
    if (!entries)
        return forward(entries);
    auto backend = torchBackend();
    if (!backend)
        return forward(backend);
    return (*backend)->openPt2(*std::move(entries));
}

} // namespace

constinit const Exporter kPt2{
    .name = "pt2",
    .title = "PyTorch .pt2",
    .suffix = ".pt2",
    .opens = "PyTorch ≥ 2.9, Netron",
    .form = InputForm::NumbersAndCodes,
    .missingText = "-2",
    .available = available,
    .write = [](const ExportContents& contents) { return writeAs(entriesOf, contents); },
    .open = open,
};

constinit const Exporter kOlderPt2{
    .name = "pt2-2.6",
    .title = "PyTorch .pt2 for 2.6 to 2.8",
    .suffix = ".pt2",
    .opens = "PyTorch 2.6–2.8",
    .form = InputForm::NumbersAndCodes,
    .missingText = "-2",
    .available = available,
    .write = [](const ExportContents& contents) { return writeAs(olderEntriesOf, contents); },
    .open = open,
};

} // namespace driftwood::model
