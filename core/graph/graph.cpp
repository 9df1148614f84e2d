#include "graph/graph.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <utility>

namespace driftwood::graph {
namespace {

constexpr std::array<std::string_view, 27> kOpNames{
    "number field", "text field", "constant", "is missing", "ISO time",   "one-hot",    "one-hot",
    "add",          "subtract",   "multiply", "divide",     "clip",       "floor",      "sin",
    "cos",          "where",      "greater",  "concat",     "to float32", "to float64", "linear",
    "relu",         "tanh",       "sigmoid",  "softmax",    "mean",       "only column"};

std::size_t placeIn(std::vector<std::string>& fields, const std::string& field) {
    const auto found = std::ranges::find(fields, field);
    if (found != fields.end())
        return static_cast<std::size_t>(found - fields.begin());
    fields.push_back(field);
    return fields.size() - 1;
}

bool isFloat(Type type) { return type == Type::Float64 || type == Type::Float32; }

} // namespace

std::string_view opName(Op op) { return kOpNames[static_cast<std::size_t>(op)]; }

Value Graph::append(Node node) {
    const auto same = std::ranges::find(m_nodes, node);
    if (same != m_nodes.end())
        return {static_cast<std::size_t>(same - m_nodes.begin())};
    m_nodes.push_back(std::move(node));
    return {m_nodes.size() - 1};
}

void Graph::require(bool holds, Op op, const char* why) {
    if (!holds)
        refuse({ErrorCode::Internal,
                "a graph of operations does not fit together: " + std::string(why),
                std::string(opName(op)),
                {}});
}

void Graph::refuse(Error error) {
    if (!m_error)
        m_error = std::move(error);
}

Status Graph::finished() const {
    if (m_error)
        return tl::unexpected<Error>(*m_error);
    if (m_outputs.empty())
        return fail(ErrorCode::Internal, "a graph of operations has no output");
    for (std::size_t i = m_features.node + 1; m_features.node > 0 && i < m_nodes.size(); ++i)
        for (const Value input : m_nodes[i].inputs)
            if (input.node < m_features.node && at(input).op != Op::Constant)
                return fail(ErrorCode::Internal, "an operation of a graph goes around its features",
                            std::string(opName(m_nodes[i].op)));
    return {};
}

Value Graph::number(const std::string& field) {
    return append({.op = Op::NumberField, .place = placeIn(m_numberFields, field)});
}

Value Graph::text(const std::string& field) {
    return append({.op = Op::TextField, .type = Type::Text, .place = placeIn(m_textFields, field)});
}

Value Graph::constant(double value, std::string name) {
    return append({.op = Op::Constant, .value = value, .name = std::move(name)});
}

Value Graph::isMissing(Value a) {
    require(at(a).columns == 1 && at(a).type != Type::Bool, Op::IsMissing, "of one column of values");
    return append({.op = Op::IsMissing, .inputs = {a}, .type = Type::Bool});
}

Value Graph::isoTime(Value text) {
    require(at(text).type == Type::Text, Op::IsoTime, "of a text");
    return append({.op = Op::IsoTime, .inputs = {text}});
}

Value Graph::oneHot(Value a, std::vector<double> numbers) {
    require(at(a).type == Type::Float64 && at(a).columns == 1, Op::OneHotNumber, "of one column of numbers");
    const std::size_t columns = numbers.size();
    return append({.op = Op::OneHotNumber, .inputs = {a}, .columns = columns, .numbers = std::move(numbers)});
}

Value Graph::oneHot(Value text, std::vector<std::string> texts) {
    require(at(text).type == Type::Text, Op::OneHotText, "of a text");
    const std::size_t columns = texts.size();
    return append({.op = Op::OneHotText, .inputs = {text}, .columns = columns, .texts = std::move(texts)});
}

Node Graph::likeOne(Op op, Value a) {
    require(isFloat(at(a).type), op, "of numbers");
    return {
        .op = op, .inputs = {a}, .type = at(a).type, .columns = at(a).columns, .isColumn = at(a).isColumn};
}

Node Graph::likeBoth(Op op, Value a, Value b) {
    const bool isByConstant = at(a).op == Op::Constant || at(b).op == Op::Constant;
    Node node = likeOne(op, at(a).op == Op::Constant ? b : a);
    require(at(a).type == at(b).type, op, "of numbers of one type");
    require(isByConstant || (at(a).columns == at(b).columns && at(a).isColumn == at(b).isColumn), op,
            "of values of one shape, or one with a constant");
    node.inputs = {a, b};
    return node;
}

Value Graph::add(Value a, Value b) { return append(likeBoth(Op::Add, a, b)); }
Value Graph::subtract(Value a, Value b) { return append(likeBoth(Op::Subtract, a, b)); }
Value Graph::multiply(Value a, Value b) { return append(likeBoth(Op::Multiply, a, b)); }
Value Graph::divide(Value a, Value b) { return append(likeBoth(Op::Divide, a, b)); }
Value Graph::floor(Value a) { return append(likeOne(Op::Floor, a)); }
Value Graph::sin(Value a) { return append(likeOne(Op::Sin, a)); }
Value Graph::cos(Value a) { return append(likeOne(Op::Cos, a)); }
Value Graph::relu(Value a) { return append(likeOne(Op::Relu, a)); }
Value Graph::tanh(Value a) { return append(likeOne(Op::Tanh, a)); }
Value Graph::sigmoid(Value a) { return append(likeOne(Op::Sigmoid, a)); }
Value Graph::softmax(Value a) { return append(likeOne(Op::Softmax, a)); }

Value Graph::clip(Value a, double low, double high) {
    Node node = likeOne(Op::Clip, a);
    node.low = low;
    node.high = high;
    return append(std::move(node));
}

Value Graph::where(Value condition, Value then, Value otherwise) {
    require(at(condition).type == Type::Bool && at(condition).columns == 1, Op::Where,
            "by one column of conditions");
    Node node = likeBoth(Op::Where, then, otherwise);
    node.inputs = {condition, then, otherwise};
    return append(std::move(node));
}

Value Graph::greater(Value a, Value b) {
    Node node = likeBoth(Op::Greater, a, b);
    node.type = Type::Bool;
    return append(std::move(node));
}

Value Graph::concat(std::vector<Value> values) {
    if (values.size() == 1)
        return values.front();
    require(!values.empty(), Op::Concat, "of at least one value");
    if (values.empty())
        return constant(0.0);
    const Type type = at(values.front()).type;
    std::size_t columns = 0;
    for (const Value value : values) {
        require(at(value).type == type && at(value).isColumn, Op::Concat, "of columns of one type");
        columns += at(value).columns;
    }
    return append({.op = Op::Concat, .inputs = std::move(values), .type = type, .columns = columns});
}

Value Graph::toFloat32(Value a) {
    Node node = likeOne(Op::ToFloat32, a);
    node.type = Type::Float32;
    return append(std::move(node));
}

Value Graph::toFloat64(Value a) {
    require(at(a).type != Type::Text, Op::ToFloat64, "of numbers or conditions");
    if (at(a).type == Type::Float64)
        return a;
    return append({.op = Op::ToFloat64, .inputs = {a}, .columns = at(a).columns, .isColumn = at(a).isColumn});
}

Value Graph::linear(Value a, Tensor weight, Tensor bias) {
    require(at(a).type == Type::Float32 && at(a).isColumn, Op::Linear, "of columns of float32");
    require(weight.sizes.size() == 2 && bias.sizes.size() == 1 && weight.sizes[0] == bias.sizes[0] &&
                std::cmp_equal(weight.sizes[1], at(a).columns),
            Op::Linear, "weights are [out, in] and biases [out]");
    for (const Tensor* tensor : {&weight, &bias})
        require(std::cmp_equal(std::accumulate(tensor->sizes.begin(), tensor->sizes.end(), std::int64_t{1},
                                               std::multiplies<>()),
                               tensor->values.size()),
                Op::Linear, "a tensor has as many values as its sizes say");
    Node node{.op = Op::Linear, .inputs = {a}, .type = Type::Float32, .columns = bias.values.size()};
    node.weight = m_tensors.size();
    node.bias = m_tensors.size() + 1;
    m_tensors.push_back(std::move(weight));
    m_tensors.push_back(std::move(bias));
    return append(std::move(node));
}

Value Graph::meanOfRow(Value a) {
    require(isFloat(at(a).type) && at(a).isColumn, Op::MeanOfRow, "of columns of numbers");
    return append({.op = Op::MeanOfRow, .inputs = {a}, .type = at(a).type, .isColumn = false});
}

Value Graph::onlyColumn(Value a) {
    require(at(a).columns == 1 && at(a).isColumn, Op::OnlyColumn, "of one column");
    return append({.op = Op::OnlyColumn, .inputs = {a}, .type = at(a).type, .isColumn = false});
}

} // namespace driftwood::graph
