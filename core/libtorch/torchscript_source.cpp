#include "torchscript_source.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace driftwood::libtorch {
namespace {

using features::FittedInput;
using features::Transform;
using records::FieldType;

// The transforms of core/features over one column of float64; a missing value (not finite) gives zeros. Types
// are written as their numbers, 6 for float32 and 7 for float64: sources compiled from C++ know no
// torch.float64.
constexpr const char* kNumberFunctions = R"(
def there(self, x: Tensor, y: Tensor) -> Tensor:
    return torch.where(torch.isfinite(x).unsqueeze(1), y, torch.zeros_like(y))

def missing(self, x: Tensor) -> Tensor:
    return torch.logical_not(torch.isfinite(x)).to(7).unsqueeze(1)

def scaled(self, x: Tensor, shift: float, scale: float) -> Tensor:
    largest = 3.4028234663852886e+38
    return self.there(x, torch.clamp((x - shift) * scale, -largest, largest).unsqueeze(1))

def on_circle(self, x: Tensor, turns: Tensor) -> Tensor:
    angle = 6.283185307179586 * (turns - torch.floor(turns))
    return self.there(x, torch.stack([torch.sin(angle), torch.cos(angle)], 1))

def hour(self, x: Tensor) -> Tensor:
    return self.on_circle(x, x / 86400000.0)

def weekday(self, x: Tensor) -> Tensor:
    return self.on_circle(x, (torch.floor(x / 86400000.0) + 3.0) / 7.0)

def one_hot(self, x: Tensor, categories: Tensor) -> Tensor:
    return (x.unsqueeze(1) == categories.unsqueeze(0)).to(7)
)";

// The same for texts; `like` says on which device.
constexpr const char* kTextFunctions = R"(
def missing_text(self, rows: List[List[Optional[str]]], field: int, like: Tensor) -> Tensor:
    flags: List[float] = []
    for row in rows:
        flags.append(1.0 if row[field] is None else 0.0)
    return torch.tensor(flags, device=like.device).to(7).unsqueeze(1)

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

// The shortest literal that reads back as this double, always a float to TorchScript.
std::string literal(double value) {
    std::array<char, 32> text{};
    const char* const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    std::string digits(text.data(), static_cast<std::size_t>(end - text.data()));
    if (digits.find_first_of(".e") == std::string::npos)
        digits += ".0";
    return digits;
}

std::size_t placeOf(const std::vector<records::Field>& fields, const std::string& path) {
    return static_cast<std::size_t>(
        std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.path == path; }) -
        fields.begin());
}

std::string numberBlock(const FittedInput& fitted, const std::string& column, std::size_t input) {
    switch (fitted.input.transform) {
    case Transform::OneHot:
        return "self.one_hot(" + column + ", self." + categoriesName(input) + ")";
    case Transform::CyclicHour:
        return "self.hour(" + column + ")";
    case Transform::CyclicWeekday:
        return "self.weekday(" + column + ")";
    case Transform::Standardize:
    case Transform::MinMax:
    case Transform::Passthrough:
        break;
    }
    return "self.scaled(" + column + ", " + literal(fitted.shift) + ", " + literal(fitted.scale) + ")";
}

// The blocks of columns that make the feature matrix, in order.
std::vector<std::string> featureBlocks(const model::TrainedModel& model, const model::InputFields& fields) {
    std::vector<std::string> blocks;
    const auto& inputs = model.features.inputs();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const FittedInput& fitted = inputs[i];
        if (fitted.type == FieldType::Text) {
            const std::string field =
                "text, " + std::to_string(placeOf(fields.text, fitted.input.path)) + ", ";
            blocks.push_back("self.one_hot_text(" + field + "self." + categoriesName(i) + ", numeric)");
            if (fitted.input.missingIndicator)
                blocks.push_back("self.missing_text(" + field + "numeric)");
        } else {
            const std::string column =
                "numeric.select(1, " + std::to_string(placeOf(fields.numeric, fitted.input.path)) + ")";
            blocks.push_back(numberBlock(fitted, column, i));
            if (fitted.input.missingIndicator)
                blocks.push_back("self.missing(" + column + ")");
        }
    }
    return blocks;
}

std::string network(const model::TrainedModel& model) {
    const std::string activation =
        model.shape.activation == training::Activation::Relu ? "torch.relu" : "torch.tanh";
    std::string code;
    const char* values = "x";
    for (std::size_t layer = 0; layer < model.shape.layers(); ++layer) {
        const std::string name = "self." + layerName(layer);
        const std::string linear =
            std::string("torch.linear(") + values + ", " + name + ".weight, " + name + ".bias)";
        const bool last = layer + 1 == model.shape.layers();
        code += last ? "    y = " + linear + ".to(7)\n" : "    h = " + activation + "(" + linear + ")\n";
        values = "h";
    }
    return code;
}

std::string outputType(training::Task task) {
    return task == training::Task::AnomalyDetection ? "Tuple[Tensor, Tensor]" : "Tensor";
}

std::string outputs(const model::TrainedModel& model) {
    switch (model.task) {
    case training::Task::AnomalyDetection:
        return "    score = (y - x.to(7)).pow(2).mean(1)\n"
               "    return score, score > self." +
               std::string(kThreshold) + "\n";
    case training::Task::Regression:
        return "    return y.squeeze(1) * " + literal(model.features.labelScale()) + " + " +
               literal(model.features.labelMean()) + "\n";
    case training::Task::Classification:
        break;
    }
    if (model.shape.outputs() == 1)
        return "    second = torch.sigmoid(y)\n    return torch.cat([1.0 - second, second], 1)\n";
    return "    return torch.softmax(y, 1)\n";
}

} // namespace

std::string layerName(std::size_t layer) { return "layer" + std::to_string(layer); }
std::string categoriesName(std::size_t input) { return "categories" + std::to_string(input); }

std::string torchScriptSource(const model::TrainedModel& model, const model::InputFields& fields) {
    const bool withText = !fields.text.empty();
    const std::string parameters =
        std::string("self, numeric: Tensor") + (withText ? ", text: List[List[Optional[str]]]" : "");
    const std::string arguments = withText ? "numeric, text" : "numeric";
    std::string code = kNumberFunctions;
    if (withText)
        code += kTextFunctions;
    code += "\ndef features(" + parameters +
            ") -> Tensor:\n    numeric = numeric.to(7)\n"
            "    return torch.cat([\n";
    for (const std::string& block : featureBlocks(model, fields))
        code += "        " + block + ",\n";
    code += "    ], 1).to(6)\n";
    code += "\ndef forward(" + parameters + ") -> " + outputType(model.task) + ":\n    x = self.features(" +
            arguments + ")\n" + network(model) + outputs(model);
    return code;
}

} // namespace driftwood::libtorch
