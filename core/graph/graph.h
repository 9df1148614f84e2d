#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace driftwood::graph {

/// The operation that a node applies to its inputs, for every row. A, b and c are the inputs in order;
/// `value`, `low`, `high`, … are members of Node.
enum class Op : unsigned char {
    NumberField,  ///< field number `place` of the numbers, NaN where missing: float64 [N, 1]
    TextField,    ///< field number `place` of the texts: text [N, 1]
    Constant,     ///< `value`, for every row and column: float64
    IsMissing,    ///< whether a is no finite number, or no text: bool
    IsoTime,      ///< the text a as an ISO 8601 time in ms since 1970, NaN where it is none: float64
    OneHotNumber, ///< a == each of `numbers`, as 0 and 1: float64 [N, numbers]
    OneHotText,   ///< a == each of `texts`, as 0 and 1: float64 [N, texts]
    Add,          ///< a + b
    Subtract,     ///< a - b
    Multiply,     ///< a * b
    Divide,       ///< a / b
    Clip,         ///< a, but not below `low` or above `high`
    Floor,        ///< the integer at or below a
    Sin,          ///< of a in radians
    Cos,          ///< of a in radians
    Where,        ///< b where a holds, else c; a is [N, 1]
    Greater,      ///< whether a > b: bool
    Concat,       ///< the columns of all inputs, in order
    ToFloat32,    ///< the nearest float32
    ToFloat64,    ///< the same number; 1 and 0 for bool
    Linear,       ///< a × `weight` transposed + `bias`; weight is [out, in] and bias [out]: float32
    Relu,         ///< the larger of a and 0
    Tanh,         ///< hyperbolic tangent
    Sigmoid,      ///< 1 / (1 + exp(-a))
    Softmax,      ///< exp(a) over the sum of exp(a) of the row's columns
    MeanOfRow,    ///< mean of the row's columns: [N]
    OnlyColumn,   ///< the one column of [N, 1] as [N]
};
[[nodiscard]] std::string_view opName(Op op); ///< "multiply": for messages

enum class Type : unsigned char { Float64, Float32, Bool, Text };

/// A node's index; 0 of an empty graph is no node.
struct Value {
    std::size_t node = 0;
    bool operator==(const Value&) const = default;
};

/// Float32 weights, row-major.
struct Tensor {
    std::string name; ///< "layer0.weight"
    std::vector<std::int64_t> sizes;
    std::vector<float> values;
};

struct Node {
    Op op = Op::Constant;
    std::vector<Value> inputs;
    Type type = Type::Float64;
    std::size_t columns = 1;
    bool isColumn = true; ///< [N, columns]; otherwise [N]
    // Parameters of the operation:
    std::size_t place = 0;
    double value = 0.0;
    std::string name; ///< of a constant that users of an export may change; usually empty
    double low = 0.0;
    double high = 0.0;
    std::vector<double> numbers;
    std::vector<std::string> texts;
    std::size_t weight = 0; ///< index into Graph::tensors()
    std::size_t bias = 0;
    bool operator==(const Node&) const = default;
};

struct Output {
    std::string name; ///< "score"
    Value value;
};

/// Operations in the order in which they can be computed. It is built by the functions below, each of which
/// adds a node and returns its value; a node that is there already is not added again. Values have one row
/// per record, however many there are. What does not fit together is kept as an error, the first one, and
/// shown by finished(); later values then mean nothing.
class Graph {
  public:
    // Inputs: fields of the records, in the order in which they are first asked for.
    [[nodiscard]] Value number(const std::string& field);
    [[nodiscard]] Value text(const std::string& field);

    [[nodiscard]] Value constant(double value, std::string name = {});
    [[nodiscard]] Value isMissing(Value a);
    [[nodiscard]] Value isoTime(Value text);
    [[nodiscard]] Value oneHot(Value a, std::vector<double> numbers);
    [[nodiscard]] Value oneHot(Value text, std::vector<std::string> texts);
    [[nodiscard]] Value add(Value a, Value b);
    [[nodiscard]] Value subtract(Value a, Value b);
    [[nodiscard]] Value multiply(Value a, Value b);
    [[nodiscard]] Value divide(Value a, Value b);
    [[nodiscard]] Value clip(Value a, double low, double high);
    [[nodiscard]] Value floor(Value a);
    [[nodiscard]] Value sin(Value a);
    [[nodiscard]] Value cos(Value a);
    [[nodiscard]] Value where(Value condition, Value then, Value otherwise);
    [[nodiscard]] Value greater(Value a, Value b);
    [[nodiscard]] Value concat(std::vector<Value> values);
    [[nodiscard]] Value toFloat32(Value a);
    [[nodiscard]] Value toFloat64(Value a);
    [[nodiscard]] Value linear(Value a, Tensor weight, Tensor bias);
    [[nodiscard]] Value relu(Value a);
    [[nodiscard]] Value tanh(Value a);
    [[nodiscard]] Value sigmoid(Value a);
    [[nodiscard]] Value softmax(Value a);
    [[nodiscard]] Value meanOfRow(Value a);
    [[nodiscard]] Value onlyColumn(Value a);

    /// The network's input. Nodes added later depend only on it and on constants, so that a writer can offer
    /// the network by itself.
    void setFeatures(Value features) { m_features = features; }
    void addOutput(std::string name, Value value) { m_outputs.push_back({std::move(name), value}); }
    /// Called during lowering when a part of the model cannot be expressed as a graph.
    void refuse(Error error);
    /// The first error; Internal when there is no output, or one that goes around the features.
    [[nodiscard]] Status finished() const;

    [[nodiscard]] const std::vector<Node>& nodes() const { return m_nodes; }
    [[nodiscard]] const Node& at(Value value) const { return m_nodes[value.node]; }
    [[nodiscard]] const std::vector<Tensor>& tensors() const { return m_tensors; }
    [[nodiscard]] const std::vector<Output>& outputs() const { return m_outputs; }
    [[nodiscard]] Value features() const { return m_features; }
    [[nodiscard]] const std::vector<std::string>& numberFields() const { return m_numberFields; }
    [[nodiscard]] const std::vector<std::string>& textFields() const { return m_textFields; }

  private:
    Value append(Node node);
    /// A node of the type and shape of its inputs; a constant takes those of the other one.
    Node likeOne(Op op, Value a);
    Node likeBoth(Op op, Value a, Value b);
    void require(bool holds, Op op, const char* why);

    std::vector<Node> m_nodes;
    std::vector<Tensor> m_tensors;
    std::vector<Output> m_outputs;
    Value m_features;
    std::vector<std::string> m_numberFields;
    std::vector<std::string> m_textFields;
    std::optional<Error> m_error;
};

} // namespace driftwood::graph
