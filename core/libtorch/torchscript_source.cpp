#include "torchscript_source.h"

#include <array>
#include <charconv>
#include <limits>

namespace driftwood::libtorch {
namespace {

using graph::Node;
using graph::Op;
using graph::Value;

/// Operations on texts, which TorchScript has as lists; `like` determines the device.
constexpr const char* kTextFunctions = R"(
def missing_text(self, rows: List[List[Optional[str]]], field: int, like: Tensor) -> Tensor:
    flags: List[float] = []
    for row in rows:
        flags.append(1.0 if row[field] is None else 0.0)
    return (torch.tensor(flags, device=like.device) > 0.5).unsqueeze(1)

def one_hot_text(self, rows: List[List[Optional[str]]], field: int, categories: Dict[str, int], like: Tensor) -> Tensor:
    places: List[int] = []
    for row in rows:
        value = row[field]
        place = -1
        if value is not None:
            place = categories.get(value, -1)
        places.append(place)
    place_of_row = torch.tensor(places, device=like.device).unsqueeze(1)
    every_place = torch.arange(len(categories), device=like.device).unsqueeze(0)
    return (place_of_row == every_place).to(7)
)";

// The shortest literal that reads back as this double and that TorchScript parses as a float.
std::string literal(double value) {
    std::array<char, 32> text{};
    const char* const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    std::string digits(text.data(), static_cast<std::size_t>(end - text.data()));
    if (digits.find_first_of(".e") == std::string::npos)
        digits += ".0";
    return digits;
}

/// Parses ISO 8601 text like parseIso8601 in core/base, to milliseconds; NaN for other text. TorchScript
/// turns lists of floats into float32, too narrow for times, so whole milliseconds are passed as integers.
constexpr const char* kTimeFunctions = R"(
def two_digits(self, text: str, at: int, most: int) -> int:
    if at + 2 > len(text) or not text[at:at + 2].isdigit():
        return -1
    value = int(text[at:at + 2])
    return value if value <= most else -1

def iso_day(self, year: int, month: int, day: int) -> int:
    days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    longest = days[month - 1] + (1 if month == 2 and leap else 0)
    if day < 1 or day > longest:
        return -1000000000
    shifted = year - 1 if month <= 2 else year
    era = shifted // 400
    of_era = shifted - era * 400
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468

def iso_time(self, written: str) -> float:
    none = float("nan")
    text = written.strip(" ")
    size = len(text)
    at = 0
    sign = 1
    if size > 0 and (text[0] == "+" or text[0] == "-"):
        sign = -1 if text[0] == "-" else 1
        at = 1
    first = at
    while at < size and text[at].isdigit():
        at += 1
    if at - first < 4 or at - first > 9 or at + 6 > size or text[at] != "-" or text[at + 3] != "-":
        return none
    year = sign * int(text[first:at])
    month = self.two_digits(text, at + 1, 12)
    day = self.two_digits(text, at + 4, 31)
    if month < 1 or year > 200000000:
        return none
    days = self.iso_day(year, month, day)
    if days == -1000000000:
        return none
    ms = float(days) * 86400000.0
    at += 6
    if at == size:
        return ms
    if text[at] != "T" and text[at] != "t" and text[at] != " ":
        return none
    hour = self.two_digits(text, at + 1, 24)
    if hour < 0 or at + 3 >= size or text[at + 3] != ":":
        return none
    minute = self.two_digits(text, at + 4, 59)
    if minute < 0:
        return none
    clock = float((hour * 60 + minute) * 60000)
    at += 6
    if at < size and text[at] == ":":
        second = self.two_digits(text, at + 1, 60)
        if second < 0:
            return none
        clock += float(second) * 1000.0
        at += 3
        if at < size and (text[at] == "." or text[at] == ","):
            at += 1
            first = at
            unit = 100.0
            while at < size and text[at].isdigit():
                clock += unit * float(int(text[at]))
                unit = unit / 10.0
                at += 1
            if at == first:
                return none
    if clock > 86400000.0:
        return none
    ms += clock
    if at == size:
        return ms
    if text[at] == "Z" or text[at] == "z":
        return ms if at + 1 == size else none
    if text[at] != "+" and text[at] != "-":
        return none
    east = -1.0 if text[at] == "-" else 1.0
    zone = self.two_digits(text, at + 1, 23)
    if zone < 0:
        return none
    zone = zone * 60
    at += 3
    if at < size:
        if text[at] == ":":
            at += 1
        minutes = self.two_digits(text, at, 59)
        if minutes < 0:
            return none
        zone += minutes
        at += 2
    return ms - east * float(zone) * 60000.0 if at == size else none

def times(self, rows: List[List[Optional[str]]], field: int, like: Tensor) -> Tensor:
    whole: List[int] = []
    rest: List[float] = []
    for row in rows:
        value = row[field]
        time = float("nan")
        if value is not None:
            time = self.iso_time(value)
        known = int(time) if time == time else 0
        whole.append(known)
        rest.append(time - float(known))
    return torch.tensor(whole, device=like.device).to(7) + torch.tensor(rest, device=like.device).to(7)
)";

/// Writes one statement for each node: v7 = v5 * 0.25. Types are written as numbers, 6 for float32 and 7 for
/// float64, because sources compiled from C++ do not know torch.float64.
class SourceWriter {
  public:
    explicit SourceWriter(const graph::Graph& graph)
        : m_graph(graph) {}

    [[nodiscard]] std::string source() {
        const bool withText = !m_graph.textFields().empty();
        const std::string parameters =
            std::string("self, numeric: Tensor") + (withText ? ", text: List[List[Optional[str]]]" : "");
        const std::string arguments = withText ? "numeric, text" : "numeric";
        const std::string features = name(m_graph.features());
        std::string code = withText ? std::string(kTextFunctions) + kTimeFunctions : std::string();
        code += "\ndef features(" + parameters + ") -> Tensor:\n    numeric = numeric.to(7)\n";
        std::size_t node = 0;
        for (; node <= m_graph.features().node; ++node)
            code += statement(node);
        code += "    return " + features + "\n";
        code += "\ndef forward(" + parameters + ") -> " + returnType() + ":\n    " + features +
                " = self.features(" + arguments + ")\n";
        for (; node < m_graph.nodes().size(); ++node)
            code += statement(node);
        return code + "    return " + outputs() + "\n";
    }

  private:
    static std::string name(Value value) { return "v" + std::to_string(value.node); }
    /// A value as an argument: a constant is written out.
    [[nodiscard]] std::string operand(Value value) const {
        const Node& node = m_graph.at(value);
        if (node.op != Op::Constant)
            return name(value);
        return node.name.empty() ? literal(node.value) : "self." + node.name;
    }
    [[nodiscard]] std::string statement(std::size_t index) {
        const Node& node = m_graph.nodes()[index];
        if (node.op == Op::Constant || node.op == Op::TextField)
            return {}; // written where they are used
        return "    " + name({index}) + " = " + expression(node) + "\n";
    }
    [[nodiscard]] std::string returnType() const {
        std::string types;
        for (std::size_t i = 0; i < m_graph.outputs().size(); ++i)
            types += i == 0 ? "Tensor" : ", Tensor";
        return m_graph.outputs().size() == 1 ? types : "Tuple[" + types + "]";
    }
    [[nodiscard]] std::string outputs() const {
        std::string values;
        for (const graph::Output& output : m_graph.outputs())
            values += (values.empty() ? "" : ", ") + name(output.value);
        return values;
    }

    [[nodiscard]] std::string expression(const Node& node) {
        const auto in = [&](std::size_t input) { return operand(node.inputs[input]); };
        const auto call = [&](const char* function) { return std::string(function) + "(" + in(0) + ")"; };
        const auto between = [&](const char* sign) { return in(0) + sign + in(1); };
        switch (node.op) {
        case Op::NumberField:
            return "numeric.narrow(1, " + std::to_string(node.place) + ", 1)";
        case Op::IsMissing:
            return isOfText(node) ? ofText("missing_text", node)
                                  : "torch.logical_not(" + call("torch.isfinite") + ")";
        case Op::IsoTime:
            return ofText("times", node) + ".unsqueeze(1)";
        case Op::OneHotNumber:
            return "(" + in(0) + " == self." + categoriesName(m_oneHots++) + ".unsqueeze(0)).to(7)";
        case Op::OneHotText:
            return ofText("one_hot_text", node, "self." + categoriesName(m_oneHots++) + ", ");
        case Op::Add:
            return between(" + ");
        case Op::Subtract:
            return between(" - ");
        case Op::Multiply:
            return between(" * ");
        case Op::Divide:
            return between(" / ");
        case Op::Greater:
            return between(" > ");
        case Op::Clip:
            return "torch.clamp(" + in(0) + ", " + literal(node.low) + ", " + literal(node.high) + ")";
        case Op::Floor:
            return call("torch.floor");
        case Op::Sin:
            return call("torch.sin");
        case Op::Cos:
            return call("torch.cos");
        case Op::Where:
            return "torch.where(" + in(0) + ", " + filled(node, 1, 2) + ", " + filled(node, 2, 1) + ")";
        case Op::Concat:
            return "torch.cat([" + list(node) + "], 1)";
        case Op::ToFloat32:
            return in(0) + ".to(6)";
        case Op::ToFloat64:
            return in(0) + ".to(7)";
        case Op::Linear:
            return "torch.linear(" + in(0) + ", self." + m_graph.tensors()[node.weight].name + ", self." +
                   m_graph.tensors()[node.bias].name + ")";
        case Op::Relu:
            return call("torch.relu");
        case Op::Tanh:
            return call("torch.tanh");
        case Op::Sigmoid:
            return call("torch.sigmoid");
        case Op::Softmax:
            return "torch.softmax(" + in(0) + ", 1)";
        case Op::MeanOfRow:
            return in(0) + ".mean(1)";
        case Op::OnlyColumn:
            return in(0) + ".squeeze(1)";
        case Op::TextField:
        case Op::Constant:
            break;
        }
        return {};
    }

    [[nodiscard]] bool isOfText(const Node& node) const {
        return m_graph.at(node.inputs[0]).type == graph::Type::Text;
    }
    [[nodiscard]] std::string ofText(const std::string& function, const Node& node,
                                     const std::string& more = {}) const {
        return "self." + function + "(text, " + std::to_string(m_graph.at(node.inputs[0]).place) + ", " +
               more + "numeric)";
    }
    /// A constant as a tensor like the other choice.
    [[nodiscard]] std::string filled(const Node& node, std::size_t input, std::size_t like) const {
        const std::string value = operand(node.inputs[input]);
        if (m_graph.at(node.inputs[input]).op != Op::Constant)
            return value;
        return "torch.full_like(" + operand(node.inputs[like]) + ", " + value + ")";
    }
    [[nodiscard]] std::string list(const Node& node) const {
        std::string values;
        for (const Value value : node.inputs)
            values += (values.empty() ? "" : ", ") + operand(value);
        return values;
    }

    const graph::Graph& m_graph;
    std::size_t m_oneHots = 0; ///< written so far
};

} // namespace

std::string categoriesName(std::size_t index) { return "categories" + std::to_string(index); }

std::string torchScriptSource(const graph::Graph& graph) { return SourceWriter(graph).source(); }

} // namespace driftwood::libtorch
