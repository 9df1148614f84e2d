#include "torchscript_source.h"

#include "training/objectives/objective.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace driftwood::libtorch {
namespace {

using features::FittedInput;
using features::Transform;
using records::FieldType;

// The transforms of core/features for one float64 column; a missing (non-finite) value gives zeros.
// Types are written as numbers, 6 for float32 and 7 for float64,
// because sources compiled from C++ do not know torch.float64.
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

// The same for text; `like` determines the device.
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

// The shortest literal that reads back as this double and that TorchScript parses as a float.
std::string literal(double value) {
    std::array<char, 32> text{};
    const char* const end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    std::string digits(text.data(), static_cast<std::size_t>(end - text.data()));
    if (digits.find_first_of(".e") == std::string::npos)
        digits += ".0";
    return digits;
}

/// Expression for a column of times converted to milliseconds.
std::string milliseconds(const std::string& column, const FittedInput& fitted) {
    if (fitted.timeUnit == TimeUnit::Milliseconds)
        return column;
    return column + " * " + literal(millisecondsPer(fitted.timeUnit));
}

std::size_t placeOf(const std::vector<records::Field>& fields, const std::string& path) {
    return static_cast<std::size_t>(
        std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.path == path; }) -
        fields.begin());
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

std::string numberBlock(const FittedInput& fitted, const std::string& column, std::size_t input) {
    switch (fitted.input.transform) {
    case Transform::OneHot:
        return "self.one_hot(" + column + ", self." + categoriesName(input) + ")";
    case Transform::CyclicHour:
        return "self.hour(" + milliseconds(column, fitted) + ")";
    case Transform::CyclicWeekday:
        return "self.weekday(" + milliseconds(column, fitted) + ")";
    case Transform::Standardize:
    case Transform::MinMax:
    case Transform::Passthrough:
        break;
    }
    return "self.scaled(" + column + ", " + literal(fitted.shift) + ", " + literal(fitted.scale) + ")";
}

// The column blocks that make up the feature matrix, in order.
std::vector<std::string> featureBlocks(const model::TrainedModel& model, const model::InputFields& fields) {
    std::vector<std::string> blocks;
    const auto& inputs = model.features.inputs();
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const FittedInput& fitted = inputs[i];
        if (fitted.type == FieldType::Text) {
            const std::string field =
                "text, " + std::to_string(placeOf(fields.text, fitted.input.path)) + ", ";
            if (features::isCyclic(fitted.input.transform)) {
                const std::string times = "self.times(" + field + "numeric)";
                blocks.push_back(numberBlock(fitted, times, i));
                if (fitted.input.missingIndicator)
                    blocks.push_back("self.missing(" + times + ")");
                continue;
            }
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
    const training::Network& of = model.learned.network();
    const std::string activation =
        of.activation() == training::Activation::Relu ? "torch.relu" : "torch.tanh";
    std::string code;
    const char* values = "x";
    for (std::size_t layer = 0; layer < of.layers().size(); ++layer) {
        const std::string name = "self." + layerName(layer);
        const std::string linear =
            std::string("torch.linear(") + values + ", " + name + ".weight, " + name + ".bias)";
        const bool last = layer + 1 == of.layers().size();
        code += last ? "    y = " + linear + ".to(7)\n" : "    h = " + activation + "(" + linear + ")\n";
        values = "h";
    }
    return code;
}

std::string outputType(const model::TrainedModel& model) {
    return model.objective().prediction == training::PredictionKind::Score ? "Tuple[Tensor, Tensor]"
                                                                           : "Tensor";
}

std::string outputs(const model::TrainedModel& model) {
    switch (model.objective().prediction) {
    case training::PredictionKind::Score:
        return "    score = (y - x.to(7)).pow(2).mean(1)\n"
               "    return score, score > self." +
               std::string(kThreshold) + "\n";
    case training::PredictionKind::Number:
        return "    return y.squeeze(1) * " + literal(model.features.labelScale()) + " + " +
               literal(model.features.labelMean()) + "\n";
    case training::PredictionKind::Class:
        break;
    }
    if (model.learned.network().outputs() == 1)
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
        code += std::string(kTextFunctions) + kTimeFunctions;
    code += "\ndef features(" + parameters +
            ") -> Tensor:\n    numeric = numeric.to(7)\n"
            "    return torch.cat([\n";
    for (const std::string& block : featureBlocks(model, fields))
        code += "        " + block + ",\n";
    code += "    ], 1).to(6)\n";
    code += "\ndef forward(" + parameters + ") -> " + outputType(model) + ":\n    x = self.features(" +
            arguments + ")\n" + network(model) + outputs(model);
    return code;
}

} // namespace driftwood::libtorch
