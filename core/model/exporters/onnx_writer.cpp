#include "model/exporters/onnx_writer.h"

#include "base/version.h"
#include "model/exporters/onnx.pb.h"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>
#include <set>
#include <span>

namespace driftwood::model {
namespace {

using graph::Op;
using graph::Value;

static_assert(std::endian::native == std::endian::little, "tensors are written as they are in memory");

constexpr std::int64_t kIrVersion = 8;
constexpr std::int64_t kOpset = 17;
constexpr std::int64_t kMlOpset = 3;
constexpr auto kMlDomain = "ai.onnx.ml";

onnx::Element elementOf(graph::Type type) {
    switch (type) {
    case graph::Type::Float64:
        return onnx::DOUBLE;
    case graph::Type::Float32:
        return onnx::FLOAT;
    case graph::Type::Bool:
        return onnx::BOOL;
    case graph::Type::Text:
        break;
    }
    return onnx::STRING;
}

/// Adds a node of the file for each of the graph's, or several.
class OnnxWriter {
  public:
    explicit OnnxWriter(const ExportContents& contents)
        : m_contents(contents)
        , m_graph(contents.graph) {}

    [[nodiscard]] Result<std::string> write() {
        m_file.set_ir_version(kIrVersion);
        m_file.set_producer_name("Driftwood");
        m_file.set_producer_version(std::string(version()));
        for (const auto& [domain, number] : {std::pair("", kOpset), std::pair(kMlDomain, kMlOpset)}) {
            onnx::OperatorSet* operators = m_file.add_opset_import();
            operators->set_domain(domain);
            operators->set_version(number);
        }
        m_out->set_name("driftwood");
        if (Status named = addFields(); !named)
            return forward(named);
        for (std::size_t i = 0; i < m_graph.nodes().size(); ++i)
            if (Status added = add(i); !added)
                return forward(added);
        addOutputs();
        for (const auto& [key, value] : {std::pair("driftwood.json", &m_contents.metadata),
                                         std::pair("model_id", &m_contents.modelId)}) {
            onnx::Property* property = m_file.add_metadata_props();
            property->set_key(key);
            property->set_value(*value);
        }
        return m_file.SerializeAsString();
    }

  private:
    using Names = std::vector<std::string>;

    void describe(onnx::ValueInfo& info, const std::string& name, const graph::Node& node) const {
        info.set_name(name);
        auto* tensor = info.mutable_type()->mutable_tensor_type();
        tensor->set_elem_type(elementOf(node.type));
        tensor->mutable_shape()->add_dim()->set_dim_param("N");
        if (node.isColumn)
            tensor->mutable_shape()->add_dim()->set_dim_value(static_cast<std::int64_t>(node.columns));
    }

    /// The fields are inputs; values between them and the outputs get names that no field and no output has.
    Status addFields() {
        std::set<std::string> taken;
        for (const graph::Output& output : m_graph.outputs())
            taken.insert(output.name);
        for (const auto* fields : {&m_graph.numberFields(), &m_graph.textFields()})
            for (const std::string& field : *fields) {
                if (field.empty() || !taken.insert(field).second)
                    return fail(ErrorCode::Unsupported,
                                "ONNX cannot have a field of this name beside its outputs", field,
                                "Leave the field out of the model, or export another format.");
                graph::Node column;
                column.type = fields == &m_graph.textFields() ? graph::Type::Text : graph::Type::Float64;
                describe(*m_out->add_input(), field, column);
            }
        while (std::ranges::any_of(taken, [&](const auto& name) { return name.starts_with(m_prefix); }))
            m_prefix.insert(0, "_");
        return {};
    }

    void addOutputs() {
        for (const graph::Output& output : m_graph.outputs()) {
            // A value may be an output twice, and one of the file has only one name.
            addNode("Identity", {name(output.value)}, output.name);
            describe(*m_out->add_output(), output.name, m_graph.at(output.value));
        }
    }

    [[nodiscard]] std::string name(Value value) const {
        const graph::Node& node = m_graph.at(value);
        if (node.op == Op::NumberField)
            return m_graph.numberFields()[node.place];
        if (node.op == Op::TextField)
            return m_graph.textFields()[node.place];
        return m_prefix + (node.name.empty() ? std::to_string(value.node) : node.name);
    }
    [[nodiscard]] std::string inner(const std::string& of, const char* what) const { return of + "." + what; }

    onnx::Node& addNode(const char* type, const Names& inputs, const std::string& output) {
        onnx::Node* node = m_out->add_node();
        node->set_op_type(type);
        for (const std::string& input : inputs)
            node->add_input(input);
        node->add_output(output);
        return *node;
    }
    static void setInt(onnx::Node& node, const char* name, std::int64_t value) {
        onnx::Attribute* attribute = node.add_attribute();
        attribute->set_name(name);
        attribute->set_type(onnx::Attribute::INT);
        attribute->set_i(value);
    }
    static void setInts(onnx::Node& node, const char* name, std::span<const std::int64_t> values) {
        onnx::Attribute* attribute = node.add_attribute();
        attribute->set_name(name);
        attribute->set_type(onnx::Attribute::INTS);
        attribute->mutable_ints()->Add(values.begin(), values.end());
    }

    template <class T>
    std::string addTensor(const std::string& name, onnx::Element type, std::span<const std::int64_t> sizes,
                          std::span<const T> values) {
        onnx::Tensor* tensor = m_out->add_initializer();
        tensor->set_name(name);
        tensor->set_data_type(type);
        tensor->mutable_dims()->Add(sizes.begin(), sizes.end());
        tensor->set_raw_data(values.data(), values.size_bytes());
        return name;
    }
    std::string addScalar(const std::string& name, double value) {
        return addTensor<double>(name, onnx::DOUBLE, {}, {&value, 1});
    }
    std::string addWeights(std::size_t index) {
        const graph::Tensor& tensor = m_graph.tensors()[index];
        return addTensor<float>(m_prefix + tensor.name, onnx::FLOAT, tensor.sizes, tensor.values);
    }
    void cast(const std::string& from, onnx::Element type, const std::string& to) {
        setInt(addNode("Cast", {from}, to), "to", type);
    }

    static std::vector<std::int64_t> placesOf(const Names& texts) {
        std::vector<std::int64_t> places(texts.size());
        std::iota(places.begin(), places.end(), 0);
        return places;
    }
    /// Texts as numbers: 0, 1, … in their order, -1 for any other.
    std::string encode(const std::string& text, const Names& texts, const std::string& out) {
        const auto places = placesOf(texts);
        onnx::Node& node = addNode("LabelEncoder", {text}, out);
        node.set_domain(kMlDomain);
        onnx::Attribute* keys = node.add_attribute();
        keys->set_name("keys_strings");
        keys->set_type(onnx::Attribute::STRINGS);
        for (const std::string& key : texts)
            keys->add_strings(key);
        setInts(node, "values_int64s", places);
        setInt(node, "default_int64", -1);
        return out;
    }
    /// One column for each of `values`, 1.0 where the column `in` has it.
    template <class T>
    void equals(const std::string& in, onnx::Element type, std::span<const T> values,
                const std::string& out) {
        const std::array<std::int64_t, 2> sizes{1, static_cast<std::int64_t>(values.size())};
        addTensor(inner(out, "values"), type, sizes, values);
        addNode("Equal", {in, inner(out, "values")}, inner(out, "equal"));
        cast(inner(out, "equal"), onnx::DOUBLE, out);
    }
    void oneHotText(const std::string& text, const Names& texts, const std::string& out) {
        equals<std::int64_t>(encode(text, texts, inner(out, "place")), onnx::INT64, placesOf(texts), out);
    }
    void isMissing(Value value, const std::string& out) {
        if (m_graph.at(value).type == graph::Type::Text) {
            // The place of the mark is 0, of any other text -1.
            encode(name(value), {std::string(kOnnxMissingText)}, inner(out, "place"));
            const std::int64_t zero = 0;
            addTensor<std::int64_t>(inner(out, "zero"), onnx::INT64, {}, {&zero, 1});
            addNode("Equal", {inner(out, "place"), inner(out, "zero")}, out);
            return;
        }
        addNode("IsNaN", {name(value)}, inner(out, "nan"));
        addNode("IsInf", {name(value)}, inner(out, "inf"));
        addNode("Or", {inner(out, "nan"), inner(out, "inf")}, out);
    }

    Status add(std::size_t index) {
        const graph::Node& node = m_graph.nodes()[index];
        const std::string out = name({index});
        Names in;
        for (const Value value : node.inputs)
            in.push_back(name(value));
        const auto plain = [&](const char* type) -> Status {
            addNode(type, in, out);
            return {};
        };
        static constexpr std::array<std::int64_t, 1> kColumns{1};
        switch (node.op) {
        case Op::NumberField:
        case Op::TextField:
            return {};
        case Op::Constant:
            addScalar(out, node.value);
            return {};
        case Op::IsMissing:
            isMissing(node.inputs[0], out);
            return {};
        case Op::IsoTime:
            return tl::unexpected(timesAreNoText("ONNX", in[0]));
        case Op::OneHotNumber:
            equals<double>(in[0], onnx::DOUBLE, node.numbers, out);
            return {};
        case Op::OneHotText:
            if (std::ranges::find(node.texts, kOnnxMissingText) != node.texts.end())
                return fail(ErrorCode::Unsupported,
                            "a category is the mark that ONNX exports have for missing texts", in[0],
                            "Export another format.");
            oneHotText(in[0], node.texts, out);
            return {};
        case Op::Clip:
            in.push_back(addScalar(inner(out, "low"), node.low));
            in.push_back(addScalar(inner(out, "high"), node.high));
            return plain("Clip");
        case Op::Concat:
            setInt(addNode("Concat", in, out), "axis", 1);
            return {};
        case Op::ToFloat32:
        case Op::ToFloat64:
            cast(in[0], elementOf(node.type), out);
            return {};
        case Op::Linear:
            setInt(addNode("Gemm", {in[0], addWeights(node.weight), addWeights(node.bias)}, out), "transB",
                   1);
            return {};
        case Op::Softmax:
            setInt(addNode("Softmax", in, out), "axis", 1);
            return {};
        case Op::MeanOfRow: {
            onnx::Node& mean = addNode("ReduceMean", in, out);
            setInts(mean, "axes", kColumns);
            setInt(mean, "keepdims", 0);
            return {};
        }
        case Op::OnlyColumn:
            in.push_back(addTensor<std::int64_t>(inner(out, "axes"), onnx::INT64, kColumns, kColumns));
            return plain("Squeeze");
        case Op::Add:
            return plain("Add");
        case Op::Subtract:
            return plain("Sub");
        case Op::Multiply:
            return plain("Mul");
        case Op::Divide:
            return plain("Div");
        case Op::Floor:
            return plain("Floor");
        case Op::Sin:
            return plain("Sin");
        case Op::Cos:
            return plain("Cos");
        case Op::Where:
            return plain("Where");
        case Op::Greater:
            return plain("Greater");
        case Op::Relu:
            return plain("Relu");
        case Op::Tanh:
            return plain("Tanh");
        case Op::Sigmoid:
            return plain("Sigmoid");
        }
        return {};
    }

    const ExportContents& m_contents;
    const graph::Graph& m_graph;
    onnx::Model m_file;
    onnx::Graph* m_out = m_file.mutable_graph();
    std::string m_prefix = "v";
};

} // namespace

Result<std::string> writeOnnx(const ExportContents& contents) { return OnnxWriter(contents).write(); }

} // namespace driftwood::model
