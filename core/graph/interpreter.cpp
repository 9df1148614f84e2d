#include "graph/interpreter.h"

#include "base/time_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace driftwood::graph {
namespace {

/// Computes one node after another.
class Interpreter {
  public:
    Interpreter(const Graph& graph, const Inputs& inputs)
        : m_graph(graph)
        , m_inputs(inputs) {}

    void runAll() {
        m_blocks.resize(m_graph.nodes().size());
        for (std::size_t i = 0; i < m_blocks.size(); ++i)
            compute(m_graph.nodes()[i], m_blocks[i]);
    }
    [[nodiscard]] const Block& block(Value value) const { return m_blocks[value.node]; }

  private:
    [[nodiscard]] const std::optional<std::string>& textOf(Value value, std::size_t row) const {
        return m_inputs.texts[row * m_graph.textFields().size() + m_graph.at(value).place];
    }
    /// A constant has one value, for every row and column; a column one for each row.
    [[nodiscard]] double read(Value value, std::size_t row, std::size_t column) const {
        const Block& from = block(value);
        if (m_graph.at(value).op == Op::Constant)
            return from.values.front();
        return from.values[row * from.columns + (from.columns == 1 ? 0 : column)];
    }

    void compute(const Node& node, Block& out) const {
        out.columns = node.columns;
        if (node.op == Op::Constant) {
            out.values = {node.value};
            return;
        }
        if (node.op == Op::TextField)
            return; // read where it is used
        out.values.resize(m_inputs.rows * node.columns);
        for (std::size_t row = 0; row < m_inputs.rows; ++row)
            computeRow(node, row, out.values.data() + row * node.columns);
        if (node.type == Type::Float32)
            for (double& value : out.values)
                value = static_cast<double>(static_cast<float>(value));
    }

    void computeRow(const Node& node, std::size_t row, double* out) const {
        switch (node.op) {
        case Op::Concat:
            for (const Value part : node.inputs)
                for (std::size_t c = 0; c < m_graph.at(part).columns; ++c)
                    *out++ = read(part, row, c);
            return;
        case Op::Linear:
            return linear(node, row, out);
        case Op::Softmax:
            return softmax(node, row, out);
        case Op::OneHotNumber:
            for (const double number : node.numbers)
                *out++ = read(node.inputs[0], row, 0) == number ? 1.0 : 0.0;
            return;
        case Op::OneHotText:
            for (const std::string& text : node.texts)
                *out++ = textOf(node.inputs[0], row) == text ? 1.0 : 0.0;
            return;
        default:
            break;
        }
        for (std::size_t c = 0; c < node.columns; ++c)
            out[c] = valueOf(node, row, c);
    }

    [[nodiscard]] double valueOf(const Node& node, std::size_t row, std::size_t column) const {
        const auto in = [&](std::size_t input) { return read(node.inputs[input], row, column); };
        switch (node.op) {
        case Op::NumberField:
            return m_inputs.numbers[row * m_graph.numberFields().size() + node.place];
        case Op::IsMissing:
            return isMissing(node.inputs[0], row) ? 1.0 : 0.0;
        case Op::IsoTime:
            return isoTime(textOf(node.inputs[0], row));
        case Op::Add:
            return in(0) + in(1);
        case Op::Subtract:
            return in(0) - in(1);
        case Op::Multiply:
            return in(0) * in(1);
        case Op::Divide:
            return in(0) / in(1);
        case Op::Clip:
            return std::clamp(in(0), node.low, node.high); // NaN stays
        case Op::Floor:
            return std::floor(in(0));
        case Op::Sin:
            return std::sin(in(0));
        case Op::Cos:
            return std::cos(in(0));
        case Op::Where:
            return in(0) != 0.0 ? in(1) : in(2);
        case Op::Greater:
            return in(0) > in(1) ? 1.0 : 0.0;
        case Op::Relu:
            return std::max(in(0), 0.0);
        case Op::Tanh:
            return std::tanh(in(0));
        case Op::Sigmoid:
            return 1.0 / (1.0 + std::exp(-in(0)));
        case Op::MeanOfRow:
            return meanOfRow(node.inputs[0], row);
        case Op::ToFloat32: // compute() rounds
        case Op::ToFloat64:
        case Op::OnlyColumn:
            return in(0);
        case Op::TextField: // of a whole row, or of none
        case Op::Constant:
        case Op::OneHotNumber:
        case Op::OneHotText:
        case Op::Concat:
        case Op::Linear:
        case Op::Softmax:
            break;
        }
        return std::numeric_limits<double>::quiet_NaN();
    }

    [[nodiscard]] bool isMissing(Value value, std::size_t row) const {
        return m_graph.at(value).type == Type::Text ? !textOf(value, row)
                                                    : !std::isfinite(read(value, row, 0));
    }
    [[nodiscard]] static double isoTime(const std::optional<std::string>& text) {
        const auto time = text ? parseIso8601(*text) : std::nullopt;
        return time ? time->ms : std::numeric_limits<double>::quiet_NaN();
    }
    [[nodiscard]] double meanOfRow(Value value, std::size_t row) const {
        double sum = 0.0;
        for (std::size_t c = 0; c < block(value).columns; ++c)
            sum += read(value, row, c);
        return sum / static_cast<double>(block(value).columns);
    }
    void linear(const Node& node, std::size_t row, double* out) const {
        const float* weight = m_graph.tensors()[node.weight].values.data();
        const std::size_t inputs = block(node.inputs[0]).columns;
        for (std::size_t o = 0; o < node.columns; ++o) {
            double sum = static_cast<double>(m_graph.tensors()[node.bias].values[o]);
            for (std::size_t i = 0; i < inputs; ++i)
                sum += static_cast<double>(weight[o * inputs + i]) * read(node.inputs[0], row, i);
            out[o] = sum;
        }
    }
    void softmax(const Node& node, std::size_t row, double* out) const {
        double largest = read(node.inputs[0], row, 0);
        for (std::size_t c = 1; c < node.columns; ++c)
            largest = std::max(largest, read(node.inputs[0], row, c));
        double sum = 0.0;
        for (std::size_t c = 0; c < node.columns; ++c)
            sum += out[c] = std::exp(read(node.inputs[0], row, c) - largest);
        for (std::size_t c = 0; c < node.columns; ++c)
            out[c] /= sum;
    }

    const Graph& m_graph;
    const Inputs& m_inputs;
    std::vector<Block> m_blocks;
};

} // namespace

Result<std::vector<Block>> run(const Graph& graph, const Inputs& inputs) {
    if (Status finished = graph.finished(); !finished)
        return forward(finished);
    if (inputs.numbers.size() != inputs.rows * graph.numberFields().size() ||
        inputs.texts.size() != inputs.rows * graph.textFields().size())
        return fail(ErrorCode::InvalidArgument, "the inputs do not have the fields of the graph");
    Interpreter interpreter(graph, inputs);
    interpreter.runAll();
    std::vector<Block> outputs;
    for (const Output& output : graph.outputs())
        outputs.push_back(interpreter.block(output.value));
    return outputs;
}

} // namespace driftwood::graph
