#include "model/exporters/pt2_program.h"

#include "model/exporters/vocabulary.h"

#include <algorithm>
#include <array>
#include <bit>
#include <nlohmann/json.hpp>
#include <span>

namespace driftwood::model {
namespace {

using Json = nlohmann::ordered_json;
using graph::Op;
using graph::Value;

static_assert(std::endian::native == std::endian::little, "tensors are written as they are in memory");

constexpr std::int64_t kBatch = -1; ///< as a size: as many as there are rows
constexpr std::int64_t kBatchHint = 4;
constexpr std::int64_t kMostRows = std::int64_t{1} << 30;
constexpr int kStrided = 7; ///< the layout of dense tensors

TorchType typeOf(graph::Type type) {
    switch (type) {
    case graph::Type::Float64:
        return TorchType::Float64;
    case graph::Type::Float32:
        return TorchType::Float32;
    case graph::Type::Bool:
        return TorchType::Bool;
    case graph::Type::Text:
        break;
    }
    return TorchType::Int64;
}

// Arguments of operators.
Json integer(std::int64_t value) { return {{"as_int", value}}; }
Json number(double value) { return {{"as_float", value}}; }
Json tensor(const std::string& name) { return {{"as_tensor", {{"name", name}}}}; }
Json typeArgument(TorchType type) { return {{"as_scalar_type", static_cast<int>(type)}}; }

Json sizeJson(std::int64_t size) {
    if (size != kBatch)
        return integer(size);
    return {
        {"as_expr",
         {{"expr_str", "Symbol('s0', positive=True, integer=True)"}, {"hint", {{"as_int", kBatchHint}}}}}};
}

/// Describes a tensor for the program. Without strides, those of a dense tensor are written.
Json description(TorchType type, const std::vector<std::int64_t>& sizes, bool isParameter,
                 std::vector<std::int64_t> strides = {}) {
    if (strides.empty()) {
        strides.assign(sizes.size(), 1);
        for (std::size_t i = strides.size(); i-- > 1;)
            strides[i - 1] = strides[i] * sizes[i]; // the rows come first, and are in no stride
    }
    Json sizesJson = Json::array();
    Json stridesJson = Json::array();
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        sizesJson.push_back(sizeJson(sizes[i]));
        stridesJson.push_back(integer(strides[i]));
    }
    return {{"dtype", static_cast<int>(type)},
            {"sizes", std::move(sizesJson)},
            {"requires_grad", isParameter},
            {"device", {{"type", "cpu"}, {"index", nullptr}}},
            {"strides", std::move(stridesJson)},
            {"storage_offset", integer(0)},
            {"layout", kStrided}};
}

template <class T>
std::string bytesOf(std::span<const T> values) {
    return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

/// How arguments and results are nested, in the words of torch.utils._pytree.
Json tree(const Json& type, const Json& context, Json children) {
    return {{"type", type}, {"context", context}, {"children_spec", std::move(children)}};
}
Json leaves(std::size_t count) {
    Json list = Json::array();
    for (std::size_t i = 0; i < count; ++i)
        list.push_back(tree(nullptr, nullptr, Json::array()));
    return list;
}

class ProgramWriter {
  public:
    explicit ProgramWriter(const ExportContents& contents)
        : m_contents(contents)
        , m_graph(contents.graph)
        , m_vocabularies(vocabularies(contents.graph)) {}

    Result<Pt2Program> write() {
        addArgument("numeric", TorchType::Float64, m_graph.numberFields().size());
        if (!m_graph.textFields().empty())
            addArgument("text", TorchType::Int64, m_graph.textFields().size());
        for (std::size_t i = 0; i < m_graph.nodes().size(); ++i)
            if (Status added = add(i); !added)
                return forward(added);
        Json outputs = Json::array();
        Json outputSpecs = Json::array();
        for (const graph::Output& output : m_graph.outputs()) {
            outputs.push_back(tensor(name(output.value)));
            outputSpecs.push_back({{"user_output", {{"arg", tensor(name(output.value))}}}});
        }
        m_program.program = program(std::move(outputs), std::move(outputSpecs)).dump();
        m_program.weightsTable = Json{{"config", m_table}}.dump();
        return std::move(m_program);
    }

  private:
    using Arguments = std::vector<std::pair<const char*, Json>>;

    void addArgument(const std::string& name, TorchType type, std::size_t fields) {
        const auto columns = static_cast<std::int64_t>(fields);
        m_values[name] = description(type, {kBatch, columns}, false);
        m_arguments.push_back(tensor(name));
        m_argumentSpecs.push_back({{"user_input", {{"arg", tensor(name)}}}});
        m_argumentNames.push_back(name);
        const std::vector<std::int64_t> two{2, columns};
        m_program.arguments.push_back({name, type, two, false, std::string(2 * fields * sizeOf(type), '\0')});
    }

    /// A tensor that is kept beside the program; the name of its value.
    std::string addTensor(TorchTensor added) {
        std::string value = (added.isParameter ? "p_" : "b_") + added.name;
        std::ranges::replace(value, '.', '_');
        const Json about = description(added.type, added.sizes, added.isParameter);
        m_values[value] = about;
        m_inputs.push_back(tensor(value));
        const Json named{{"name", value}};
        m_inputSpecs.push_back(
            added.isParameter
                ? Json{{"parameter", {{"arg", named}, {"parameter_name", added.name}}}}
                : Json{{"buffer", {{"arg", named}, {"buffer_name", added.name}, {"persistent", true}}}});
        m_table[added.name] = {{"path_name", "weight_" + std::to_string(m_program.tensors.size())},
                               {"is_param", added.isParameter},
                               {"use_pickle", false},
                               {"tensor_meta", about}};
        m_program.tensors.push_back(std::move(added));
        return value;
    }
    std::string addWeight(std::size_t index) {
        const graph::Tensor& weight = m_graph.tensors()[index];
        return addTensor(
            {weight.name, TorchType::Float32, weight.sizes, true, bytesOf<float>(weight.values)});
    }
    template <class T>
    std::string addCategories(TorchType type, std::span<const T> values) {
        return addTensor({"categories" + std::to_string(m_categories++),
                          type,
                          {static_cast<std::int64_t>(values.size())},
                          false,
                          bytesOf(values)});
    }

    [[nodiscard]] std::string name(Value value) const {
        for (const graph::Output& output : m_graph.outputs())
            if (output.value == value)
                return output.name;
        return "v" + std::to_string(value.node);
    }
    /// A constant is a number in the program, unless users may change it: then it is a tensor.
    [[nodiscard]] bool isNumber(Value value) const {
        return m_graph.at(value).op == Op::Constant && m_graph.at(value).name.empty();
    }
    [[nodiscard]] Json operand(Value value) const {
        const graph::Node& node = m_graph.at(value);
        if (isNumber(value))
            return number(node.value);
        return tensor(node.op == Op::Constant ? "b_" + node.name : name(value));
    }

    void call(const std::string& target, const Arguments& arguments, const std::string& out,
              const Json& about) {
        Json inputs = Json::array();
        for (const auto& [name, value] : arguments)
            inputs.push_back({{"name", name}, {"arg", value}});
        m_values[out] = about;
        m_nodes.push_back({{"target", "torch.ops.aten." + target},
                           {"inputs", std::move(inputs)},
                           {"outputs", Json::array({tensor(out)})},
                           {"metadata", {{"nn_module_stack", "L__self__,,torch.nn.modules.module.Module"}}}});
    }
    static std::vector<std::int64_t> sizesOf(const graph::Node& node) {
        if (!node.isColumn)
            return {kBatch};
        return {kBatch, static_cast<std::int64_t>(node.columns)};
    }
    static Json describe(const graph::Node& node) {
        return description(typeOf(node.type), sizesOf(node), false);
    }

    /// One column of the arguments, in place.
    void column(const graph::Node& node, const std::string& out, const char* argument, std::size_t fields) {
        const auto place = static_cast<std::int64_t>(node.place);
        call("slice.Tensor",
             {{"self", tensor(argument)},
              {"dim", integer(1)},
              {"start", integer(place)},
              {"end", integer(place + 1)}},
             out, description(typeOf(node.type), {kBatch, 1}, false, {static_cast<std::int64_t>(fields), 1}));
    }
    void convert(const std::string& in, const graph::Node& node, const std::string& out) {
        call("to.dtype", {{"self", tensor(in)}, {"dtype", typeArgument(typeOf(node.type))}}, out,
             describe(node));
    }
    /// One column for each category, 1.0 where the column has it.
    void equals(const graph::Node& node, const std::string& categories, const std::string& out) {
        call("eq.Tensor", {{"self", operand(node.inputs[0])}, {"other", tensor(categories)}}, out + "_equal",
             description(TorchType::Bool, sizesOf(node), false));
        convert(out + "_equal", node, out);
    }
    /// The operator for two tensors, or a tensor and a number; `reversed` is the one for a number and a
    /// tensor.
    void between(const graph::Node& node, const std::string& out, const std::string& operation,
                 const std::string& reversed) {
        const Value a = node.inputs[0];
        const Value b = node.inputs[1];
        if (isNumber(a))
            return call(reversed + ".Scalar", {{"self", operand(b)}, {"other", operand(a)}}, out,
                        describe(node));
        call(operation + (isNumber(b) ? ".Scalar" : ".Tensor"), {{"self", operand(a)}, {"other", operand(b)}},
             out, describe(node));
    }
    void divide(const graph::Node& node, const std::string& out) {
        if (!isNumber(node.inputs[0]))
            return between(node, out, "div", "");
        call("reciprocal.default", {{"self", operand(node.inputs[1])}}, out + "_reciprocal", describe(node));
        call("mul.Scalar", {{"self", tensor(out + "_reciprocal")}, {"other", operand(node.inputs[0])}}, out,
             describe(node));
    }
    void isMissing(const graph::Node& node, const std::string& out) {
        const Json in = operand(node.inputs[0]);
        if (m_graph.at(node.inputs[0]).type == graph::Type::Text)
            return call("eq.Scalar", {{"self", in}, {"other", integer(kNoText)}}, out, describe(node));
        call("isfinite.default", {{"self", in}}, out + "_finite", describe(node));
        call("logical_not.default", {{"self", tensor(out + "_finite")}}, out, describe(node));
    }

    Status add(std::size_t index) {
        const graph::Node& node = m_graph.nodes()[index];
        const std::string out = name({index});
        const auto in = [&](std::size_t input) { return operand(node.inputs[input]); };
        const auto plain = [&](const std::string& target, const Arguments& more = {}) -> Status {
            Arguments arguments{{"self", in(0)}};
            arguments.insert(arguments.end(), more.begin(), more.end());
            call(target, arguments, out, describe(node));
            return {};
        };
        switch (node.op) {
        case Op::NumberField:
            column(node, out, "numeric", m_graph.numberFields().size());
            return {};
        case Op::TextField:
            column(node, out, "text", m_graph.textFields().size());
            return {};
        case Op::Constant:
            if (!node.name.empty())
                addTensor({node.name, TorchType::Float64, {}, false, bytesOf<double>({&node.value, 1})});
            return {};
        case Op::IsMissing:
            isMissing(node, out);
            return {};
        case Op::IsoTime:
            return tl::unexpected(
                timesAreNoText("PyTorch's .pt2", m_graph.textFields()[m_graph.at(node.inputs[0]).place]));
        case Op::OneHotNumber:
            equals(node, addCategories<double>(TorchType::Float64, node.numbers), out);
            return {};
        case Op::OneHotText: {
            std::vector<std::int64_t> places;
            const auto& known = m_vocabularies[m_graph.at(node.inputs[0]).place];
            for (const std::string& text : node.texts)
                places.push_back(std::ranges::find(known, text) - known.begin());
            equals(node, addCategories<std::int64_t>(TorchType::Int64, places), out);
            return {};
        }
        case Op::Add:
            between(node, out, "add", "add");
            return {};
        case Op::Subtract:
            between(node, out, "sub", "rsub");
            return {};
        case Op::Multiply:
            between(node, out, "mul", "mul");
            return {};
        case Op::Divide:
            divide(node, out);
            return {};
        case Op::Greater:
            between(node, out, "gt", "lt");
            return {};
        case Op::Clip:
            return plain("clamp.default", {{"min", number(node.low)}, {"max", number(node.high)}});
        case Op::Floor:
            return plain("floor.default");
        case Op::Sin:
            return plain("sin.default");
        case Op::Cos:
            return plain("cos.default");
        case Op::Where:
            call(isNumber(node.inputs[1])   ? "where.ScalarSelf"
                 : isNumber(node.inputs[2]) ? "where.ScalarOther"
                                            : "where.self",
                 {{"condition", in(0)}, {"self", in(1)}, {"other", in(2)}}, out, describe(node));
            return {};
        case Op::Concat: {
            Json parts = Json::array();
            for (const Value part : node.inputs)
                parts.push_back({{"name", name(part)}});
            call("cat.default", {{"tensors", {{"as_tensors", parts}}}, {"dim", integer(1)}}, out,
                 describe(node));
            return {};
        }
        case Op::ToFloat32:
        case Op::ToFloat64:
            convert(name(node.inputs[0]), node, out);
            return {};
        case Op::Linear: {
            const std::string weight = addWeight(node.weight);
            call("linear.default",
                 {{"input", in(0)}, {"weight", tensor(weight)}, {"bias", tensor(addWeight(node.bias))}}, out,
                 describe(node));
            return {};
        }
        case Op::Relu:
            return plain("relu.default");
        case Op::Tanh:
            return plain("tanh.default");
        case Op::Sigmoid:
            return plain("sigmoid.default");
        case Op::Softmax:
            return plain("softmax.int", {{"dim", integer(1)}});
        case Op::MeanOfRow:
            return plain("mean.dim", {{"dim", Json{{"as_ints", Json::array({1})}}}});
        case Op::OnlyColumn:
            return plain("squeeze.dim", {{"dim", integer(1)}});
        }
        return {};
    }

    Json program(Json outputs, Json outputSpecs) {
        for (const Json& argument : m_arguments)
            m_inputs.push_back(argument);
        for (const Json& spec : m_argumentSpecs)
            m_inputSpecs.push_back(spec);
        const Json arguments = Json::array({tree("builtins.tuple", "null", leaves(m_argumentNames.size())),
                                            tree("builtins.dict", "[]", Json::array())});
        const std::size_t results = m_graph.outputs().size();
        const Json result = results == 1 ? leaves(1)[0] : tree("builtins.tuple", "null", leaves(results));
        const Json graph{{"inputs", std::move(m_inputs)},    {"outputs", std::move(outputs)},
                         {"nodes", std::move(m_nodes)},      {"tensor_values", std::move(m_values)},
                         {"sym_int_values", Json::object()}, {"sym_bool_values", Json::object()}};
        const Json signature{{"inputs", Json::array()},
                             {"outputs", Json::array()},
                             {"in_spec", Json::array({1, tree("builtins.tuple", "null", arguments)}).dump()},
                             {"out_spec", Json::array({1, result}).dump()},
                             {"forward_arg_names", m_argumentNames}};
        const Json module{
            {"graph", graph},
            {"signature",
             {{"input_specs", std::move(m_inputSpecs)}, {"output_specs", std::move(outputSpecs)}}},
            {"module_call_graph", Json::array({Json{{"fqn", ""}, {"signature", signature}}})},
            {"metadata", {{"custom", Json{{"driftwood_model", m_contents.modelId}}.dump()}}}};
        return {{"graph_module", module},
                {"opset_version", {{"aten", 10}}},
                {"range_constraints", {{"s0", {{"min_val", 1}, {"max_val", kMostRows}}}}},
                {"schema_version", {{"major", 8}, {"minor", 2}}},
                {"verifiers", Json::array({"TRAINING"})},
                {"torch_version", "2.6.0"}};
    }

    const ExportContents& m_contents;
    const graph::Graph& m_graph;
    std::vector<std::vector<std::string>> m_vocabularies;
    Pt2Program m_program;
    Json m_inputs = Json::array(); ///< tensors beside the program; arguments follow them
    Json m_inputSpecs = Json::array();
    Json m_arguments = Json::array();
    Json m_argumentSpecs = Json::array();
    std::vector<std::string> m_argumentNames;
    Json m_nodes = Json::array();
    Json m_values = Json::object();
    Json m_table = Json::object();
    std::size_t m_categories = 0; ///< tensors of them so far
};

} // namespace

Result<Pt2Program> pt2Program(const ExportContents& contents) { return ProgramWriter(contents).write(); }

} // namespace driftwood::model
