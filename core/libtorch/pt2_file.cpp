#include "pt2_file.h"

#include "model/exporters/zip_archive.h"
#include "torch_runtime.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <torch/types.h>

#include <algorithm>
#include <nlohmann/json.hpp>

namespace driftwood::libtorch {
namespace {

using Json = nlohmann::json;
using c10::IValue;

/// Types are numbered from one on in the file.
at::ScalarType typeOf(const Json& number) { return static_cast<at::ScalarType>(number.get<int>() - 1); }

[[noreturn]] void wrong(const std::string& what) {
    throw std::runtime_error("the file does not fit together: " + what);
}

/// Computes the program of a file with the operators of this LibTorch, and compares each value with what the
/// file says of it. Readers trust that, so that a wrong type or stride would give them wrong numbers.
class Pt2File final : public model::ExportedFile {
  public:
    explicit Pt2File(std::map<std::string, std::string> entries)
        : m_entries(std::move(entries)) {
        const bool older = m_entries.contains("version");
        const Json program =
            Json::parse(entry(older ? "serialized_exported_program.json" : "model/models/model.json"));
        m_graph = program.at("graph_module").at("graph");
        m_specs = program.at("graph_module").at("signature").at("input_specs");
        m_inputs = Json::parse(entry(older ? "extra_files/driftwood.json" : "model/extra/driftwood.json"))
                       .at("inputs");
        if (older)
            readOlderWeights();
        else
            m_table = Json::parse(entry("model/data/weights/model_weights_config.json")).at("config");
    }

    std::string runtime() const override { return "libtorch " + runtimeInfo().version; }

    Result<std::vector<double>> run(const graph::Inputs& inputs) override {
        return guarded("the exported .pt2", [&]() -> Result<std::vector<double>> {
            const c10::InferenceMode inference;
            m_values.clear();
            m_rows = static_cast<std::int64_t>(inputs.rows);
            takeInputs(inputs);
            for (const Json& node : m_graph.at("nodes"))
                call(node);
            const torch::Tensor first =
                value(m_graph.at("outputs").at(0).at("as_tensor").at("name")).toTensor().contiguous();
            const double* begin = first.data_ptr<double>();
            return std::vector<double>(begin, begin + first.numel());
        });
    }

  private:
    const std::string& entry(const std::string& name) const {
        const auto found = m_entries.find(name);
        if (found == m_entries.end())
            wrong("it lacks " + name);
        return found->second;
    }
    const IValue& value(const std::string& name) const {
        const auto found = m_values.find(name);
        if (found == m_values.end())
            wrong("nothing computes " + name);
        return found->second;
    }

    /// The records of a file of torch.save are in the order of the program's tensors.
    void readOlderWeights() {
        auto records = model::readZip(entry("serialized_state_dict.pt"));
        if (!records)
            wrong("its weights: " + records.error().what);
        m_olderWeights = *std::move(records);
    }
    const std::string& bytesOf(const std::string& name, const Json& about, std::size_t place) const {
        if (!m_olderWeights.empty()) {
            const auto found = m_olderWeights.find("archive/data/" + std::to_string(place));
            if (found == m_olderWeights.end())
                wrong("it lacks " + name);
            return found->second;
        }
        if (m_table.at(name).at("tensor_meta") != about)
            wrong("its two descriptions of " + name + " differ");
        return entry("model/data/weights/" + m_table.at(name).at("path_name").get<std::string>());
    }
    torch::Tensor weight(const std::string& name, const Json& about, std::size_t place) const {
        const std::string& bytes = bytesOf(name, about, place);
        std::vector<std::int64_t> sizes;
        for (const Json& size : about.at("sizes"))
            sizes.push_back(sizeOf(size));
        torch::Tensor tensor = torch::empty(sizes, typeOf(about.at("dtype")));
        if (tensor.nbytes() != bytes.size())
            wrong("the length of " + name);
        std::copy(bytes.begin(), bytes.end(), static_cast<char*>(tensor.data_ptr()));
        return tensor;
    }

    std::int64_t sizeOf(const Json& size) const {
        return size.contains("as_int") ? size.at("as_int").get<std::int64_t>() : m_rows;
    }
    /// Keeps a value that is what the file says of it.
    void claim(const std::string& name, const torch::Tensor& tensor) {
        const Json& about = m_graph.at("tensor_values").at(name);
        std::vector<std::int64_t> sizes;
        std::vector<std::int64_t> strides;
        for (const Json& size : about.at("sizes"))
            sizes.push_back(sizeOf(size));
        for (const Json& stride : about.at("strides"))
            strides.push_back(sizeOf(stride));
        // Fewer than two rows have no order.
        const bool ordered =
            tensor.numel() == 0 || m_rows < 2 || tensor.strides() == at::IntArrayRef(strides);
        if (tensor.sizes() != at::IntArrayRef(sizes) || tensor.scalar_type() != typeOf(about.at("dtype")) ||
            !ordered)
            wrong("the type, shape or strides of " + name);
        m_values[name] = tensor;
    }

    void takeInputs(const graph::Inputs& inputs) {
        std::size_t place = 0;
        for (const Json& spec : m_specs) {
            const std::string kind = spec.begin().key();
            const Json& of = spec.begin().value();
            if (kind == "user_input") {
                const std::string name = of.at("arg").at("as_tensor").at("name");
                claim(name, name == "text" ? codes(inputs) : numbers(inputs));
                continue;
            }
            const std::string name = of.at("arg").at("name");
            claim(name, weight(of.at(kind + "_name"), m_graph.at("tensor_values").at(name), place++));
        }
    }
    torch::Tensor numbers(const graph::Inputs& inputs) const {
        const auto columns = static_cast<std::int64_t>(m_inputs.at(0).at("fields").size());
        return torch::tensor(at::ArrayRef<double>(inputs.numbers), torch::kFloat64)
            .reshape({m_rows, columns});
    }
    /// Texts as their places in the vocabularies that lie in the file.
    torch::Tensor codes(const graph::Inputs& inputs) const {
        std::vector<std::map<std::string, std::int64_t>> places;
        const Json& about = m_inputs.at(1);
        for (const Json& field : about.at("fields")) {
            places.emplace_back();
            for (const Json& text : field.at("vocabulary"))
                places.back().emplace(text, static_cast<std::int64_t>(places.back().size()));
        }
        std::vector<std::int64_t> codes;
        for (std::size_t i = 0; i < inputs.texts.size(); ++i) {
            const auto& known = places[i % places.size()];
            const auto& text = inputs.texts[i];
            const auto found = text ? known.find(*text) : known.end();
            codes.push_back(!text                  ? about.at("missing").get<std::int64_t>()
                            : found == known.end() ? about.at("unknown").get<std::int64_t>()
                                                   : found->second);
        }
        return torch::tensor(codes, torch::kInt64)
            .reshape({m_rows, static_cast<std::int64_t>(places.size())});
    }

    IValue argument(const Json& json) const {
        const std::string kind = json.begin().key();
        const Json& of = json.begin().value();
        if (kind == "as_tensor")
            return value(of.at("name"));
        if (kind == "as_tensors") {
            c10::List<at::Tensor> list;
            for (const Json& tensor : of)
                list.push_back(value(tensor.at("name")).toTensor());
            return list;
        }
        if (kind == "as_ints")
            return c10::List<std::int64_t>(c10::IntArrayRef(of.get<std::vector<std::int64_t>>()));
        if (kind == "as_int")
            return of.get<std::int64_t>();
        if (kind == "as_float")
            return of.get<double>();
        if (kind == "as_scalar_type")
            return static_cast<std::int64_t>(typeOf(of));
        wrong("an argument of the kind " + kind);
    }

    void call(const Json& node) {
        constexpr std::string_view prefix = "torch.ops.aten.";
        const std::string target = node.at("target").get<std::string>().substr(prefix.size());
        const auto dot = target.find('.');
        const std::string overload = target.substr(dot + 1);
        const auto operation = c10::Dispatcher::singleton().findSchemaOrThrow(
            ("aten::" + target.substr(0, dot)).c_str(), overload == "default" ? "" : overload.c_str());
        std::map<std::string, IValue> given;
        for (const Json& input : node.at("inputs"))
            given.emplace(input.at("name").get<std::string>(), argument(input.at("arg")));
        std::vector<IValue> stack;
        for (const auto& wanted : operation.schema().arguments()) {
            const auto found = given.find(wanted.name());
            if (found != given.end()) {
                stack.push_back(found->second);
                given.erase(found);
            } else if (wanted.default_value()) {
                stack.push_back(*wanted.default_value());
            } else {
                wrong(target + " lacks its argument " + wanted.name());
            }
        }
        if (!given.empty())
            wrong(target + " has no argument " + given.begin()->first);
        operation.callBoxed(stack);
        if (stack.size() != 1 || node.at("outputs").size() != 1)
            wrong("the number of results of " + target);
        claim(node.at("outputs").at(0).at("as_tensor").at("name"), stack.front().toTensor());
    }

    std::map<std::string, std::string> m_entries;
    Json m_graph;
    Json m_specs;  ///< of the graph's inputs
    Json m_inputs; ///< how fields are given to it
    Json m_table;
    std::map<std::string, std::string> m_olderWeights;
    std::int64_t m_rows = 0;
    std::map<std::string, IValue> m_values;
};

} // namespace

Result<std::unique_ptr<model::ExportedFile>> openPt2(std::map<std::string, std::string> entries) {
    return guarded("loading the .pt2", [&]() -> Result<std::unique_ptr<model::ExportedFile>> {
        return std::make_unique<Pt2File>(std::move(entries));
    });
}

} // namespace driftwood::libtorch
