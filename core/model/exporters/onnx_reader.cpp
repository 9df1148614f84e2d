#include "model/exporters/onnx_reader.h"

#include "base/version.h"
#include "model/exporters/onnx.pb.h"
#include "model/exporters/onnx_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <stdexcept>

namespace driftwood::model {
namespace {

/// A value of the graph: a vector [N], a matrix [N, columns], or a single number.
struct Values {
    onnx::Element type = onnx::NONE;
    std::vector<std::size_t> sizes;
    std::vector<double> numbers;
    std::vector<std::string> texts;

    [[nodiscard]] std::size_t columns() const { return sizes.empty() ? 1 : sizes.back(); }
    [[nodiscard]] std::size_t rows() const { return sizes.size() == 2 ? sizes[0] : 1; }
};

/// The file is invalid; openOnnx() and OnnxFile::run() catch it and return an error.
struct WrongFile : std::runtime_error {
    using std::runtime_error::runtime_error;
};

void require(bool holds, const std::string& what) {
    if (!holds)
        throw WrongFile(what);
}

template <class T>
std::vector<double> numbersOf(const std::string& raw) {
    std::vector<T> values(raw.size() / sizeof(T));
    require(values.size() * sizeof(T) == raw.size(), "a tensor has a part of a number");
    std::memcpy(values.data(), raw.data(), raw.size());
    return {values.begin(), values.end()};
}

Values valuesOf(const onnx::Tensor& tensor) {
    Values values{tensor.data_type(), {}, {}, {}};
    std::size_t count = 1;
    for (const std::int64_t size : tensor.dims()) {
        require(size >= 0, "a tensor has a negative size");
        values.sizes.push_back(static_cast<std::size_t>(size));
        count *= values.sizes.back();
    }
    values.numbers = tensor.data_type() == onnx::FLOAT    ? numbersOf<float>(tensor.raw_data())
                     : tensor.data_type() == onnx::DOUBLE ? numbersOf<double>(tensor.raw_data())
                     : tensor.data_type() == onnx::INT64  ? numbersOf<std::int64_t>(tensor.raw_data())
                                                          : std::vector<double>();
    require(values.sizes.size() <= 2 && values.numbers.size() == count,
            "a tensor does not have the values of its sizes: " + tensor.name());
    return values;
}

using Attributes = std::map<std::string, const onnx::Attribute*>;

std::int64_t integer(const Attributes& attributes, const char* name) {
    const auto found = attributes.find(name);
    require(found != attributes.end() && found->second->type() == onnx::Attribute::INT,
            std::string("an operator lacks its attribute ") + name);
    return found->second->i();
}

/// One operator: its inputs, which are at least as many as `inputs` says, and attributes.
struct Call {
    const std::vector<const Values*>& in;
    const Attributes& attributes;

    [[nodiscard]] const Values& operator[](std::size_t i) const { return *in[i]; }
};

struct Operator {
    std::string_view name;
    std::size_t inputs; ///< at least
    Values (*compute)(const Call& call);
};

/// Each number by itself, of the input's type or another.
template <class F>
Values eachNumber(const Call& call, F compute, onnx::Element type = onnx::NONE) {
    Values out{type == onnx::NONE ? call[0].type : type, call[0].sizes, call[0].numbers, call[0].texts};
    for (double& number : out.numbers)
        number = compute(number);
    return out;
}

/// Numbers of two or three inputs, each of which has one row or all, one column or all.
template <class F>
Values together(const Call& call, F compute, onnx::Element type = onnx::NONE) {
    Values out{type == onnx::NONE ? call.in.back()->type : type, {}, {}, {}};
    std::size_t rows = 1;
    std::size_t columns = 1;
    for (const Values* in : call.in) {
        if (in->sizes.size() > out.sizes.size())
            out.sizes.resize(in->sizes.size());
        rows = in->rows() == 1 ? rows : in->rows();
        columns = in->columns() == 1 ? columns : in->columns();
    }
    for (const Values* in : call.in)
        require((in->rows() == 1 || in->rows() == rows) && (in->columns() == 1 || in->columns() == columns),
                "the inputs of an operator do not fit together");
    if (!out.sizes.empty())
        out.sizes.back() = columns;
    if (out.sizes.size() == 2)
        out.sizes.front() = rows;
    std::array<double, 3> numbers{};
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column) {
            for (std::size_t i = 0; i < call.in.size(); ++i)
                numbers[i] = call[i].numbers[(call[i].rows() == 1 ? 0 : row) * call[i].columns() +
                                             (call[i].columns() == 1 ? 0 : column)];
            out.numbers.push_back(compute(numbers[0], numbers[1], numbers[2]));
        }
    return out;
}

Values castTo(const Call& call) {
    const auto type = static_cast<onnx::Element>(integer(call.attributes, "to"));
    require(call[0].texts.empty() && (type == onnx::FLOAT || type == onnx::DOUBLE),
            "only numbers are cast, to float or double");
    return eachNumber(
        call, [](double x) { return x; }, type);
}

Values concatenate(const Call& call) {
    require(integer(call.attributes, "axis") == 1, "only columns are concatenated");
    Values out{call[0].type, {call[0].rows(), 0}, {}, {}};
    for (const Values* in : call.in) {
        require(in->sizes.size() == 2 && in->rows() == out.rows() && in->type == out.type,
                "what is concatenated does not fit together");
        out.sizes[1] += in->columns();
    }
    for (std::size_t row = 0; row < out.rows(); ++row)
        for (const Values* in : call.in)
            out.numbers.insert(out.numbers.end(),
                               in->numbers.begin() + static_cast<std::ptrdiff_t>(row * in->columns()),
                               in->numbers.begin() + static_cast<std::ptrdiff_t>((row + 1) * in->columns()));
    return out;
}

Values multiplyMatrices(const Call& call) {
    const Values& a = call[0];
    const Values& weight = call[1];
    require(integer(call.attributes, "transB") == 1 && a.sizes.size() == 2 && weight.sizes.size() == 2 &&
                a.columns() == weight.columns() && call[2].numbers.size() == weight.rows(),
            "a matrix does not fit its weights");
    Values out{a.type, {a.rows(), weight.rows()}, {}, {}};
    for (std::size_t row = 0; row < a.rows(); ++row)
        for (std::size_t o = 0; o < weight.rows(); ++o) {
            double sum = call[2].numbers[o];
            for (std::size_t i = 0; i < a.columns(); ++i)
                sum += weight.numbers[o * a.columns() + i] * a.numbers[row * a.columns() + i];
            out.numbers.push_back(sum);
        }
    return out;
}

Values softmax(const Call& call) {
    require(integer(call.attributes, "axis") == 1 && call[0].columns() > 0, "softmax is of columns");
    Values out = call[0];
    const auto columns = static_cast<std::ptrdiff_t>(out.columns());
    for (auto row = out.numbers.begin(); row != out.numbers.end(); row += columns) {
        const double largest = *std::max_element(row, row + columns);
        double sum = 0.0;
        for (auto x = row; x != row + columns; ++x)
            sum += * x = std::exp(*x - largest);
        for (auto x = row; x != row + columns; ++x)
            *x /= sum;
    }
    return out;
}

Values meanOfRows(const Call& call) {
    require(integer(call.attributes, "keepdims") == 0 && call[0].sizes.size() == 2, "a mean is of columns");
    Values out{call[0].type, {call[0].rows()}, {}, {}};
    for (std::size_t row = 0; row < call[0].rows(); ++row) {
        double sum = 0.0;
        for (std::size_t column = 0; column < call[0].columns(); ++column)
            sum += call[0].numbers[row * call[0].columns() + column];
        out.numbers.push_back(sum / static_cast<double>(call[0].columns()));
    }
    return out;
}

Values onlyColumn(const Call& call) {
    require(call[0].sizes.size() == 2 && call[0].columns() == 1 && call[1].numbers == std::vector{1.0},
            "only a column by itself is made a list");
    Values out = call[0];
    out.sizes = {call[0].rows()};
    return out;
}

Values encodeTexts(const Call& call) {
    const auto keys = call.attributes.find("keys_strings");
    const auto values = call.attributes.find("values_int64s");
    require(call[0].type == onnx::STRING && keys != call.attributes.end() &&
                values != call.attributes.end() &&
                keys->second->strings_size() == values->second->ints_size(),
            "texts are encoded by as many numbers as there are texts");
    std::map<std::string_view, double> places;
    for (int i = 0; i < keys->second->strings_size(); ++i)
        places.emplace(keys->second->strings(i), static_cast<double>(values->second->ints(i)));
    Values out{onnx::INT64, call[0].sizes, {}, {}};
    for (const std::string& text : call[0].texts) {
        const auto place = places.find(text);
        out.numbers.push_back(place != places.end()
                                  ? place->second
                                  : static_cast<double>(integer(call.attributes, "default_int64")));
    }
    return out;
}

constexpr std::array<Operator, 25> kOperators{{
    {"Identity", 1, [](const Call& call) { return call[0]; }},
    {"IsNaN", 1,
     [](const Call& call) {
         return eachNumber(
             call, [](double x) { return std::isnan(x) ? 1.0 : 0.0; }, onnx::BOOL);
     }},
    {"IsInf", 1,
     [](const Call& call) {
         return eachNumber(
             call, [](double x) { return std::isinf(x) ? 1.0 : 0.0; }, onnx::BOOL);
     }},
    {"Floor", 1, [](const Call& call) { return eachNumber(call, [](double x) { return std::floor(x); }); }},
    {"Sin", 1, [](const Call& call) { return eachNumber(call, [](double x) { return std::sin(x); }); }},
    {"Cos", 1, [](const Call& call) { return eachNumber(call, [](double x) { return std::cos(x); }); }},
    {"Relu", 1, [](const Call& call) { return eachNumber(call, [](double x) { return std::max(x, 0.0); }); }},
    {"Tanh", 1, [](const Call& call) { return eachNumber(call, [](double x) { return std::tanh(x); }); }},
    {"Sigmoid", 1,
     [](const Call& call) { return eachNumber(call, [](double x) { return 1.0 / (1.0 + std::exp(-x)); }); }},
    {"Add", 2,
     [](const Call& call) { return together(call, [](double a, double b, double) { return a + b; }); }},
    {"Sub", 2,
     [](const Call& call) { return together(call, [](double a, double b, double) { return a - b; }); }},
    {"Mul", 2,
     [](const Call& call) { return together(call, [](double a, double b, double) { return a * b; }); }},
    {"Div", 2,
     [](const Call& call) { return together(call, [](double a, double b, double) { return a / b; }); }},
    {"Or", 2,
     [](const Call& call) {
         return together(call, [](double a, double b, double) { return std::max(a, b); });
     }},
    {"Equal", 2,
     [](const Call& call) {
         return together(
             call, [](double a, double b, double) { return a == b ? 1.0 : 0.0; }, onnx::BOOL);
     }},
    {"Greater", 2,
     [](const Call& call) {
         return together(
             call, [](double a, double b, double) { return a > b ? 1.0 : 0.0; }, onnx::BOOL);
     }},
    {"Where", 3,
     [](const Call& call) {
         return together(call, [](double a, double b, double c) { return a != 0.0 ? b : c; });
     }},
    {"Clip", 3,
     [](const Call& call) {
         return together(call, [](double a, double b, double c) { return std::clamp(a, b, c); });
     }},
    {"Cast", 1, castTo},
    {"Concat", 1, concatenate},
    {"Gemm", 3, multiplyMatrices},
    {"Softmax", 1, softmax},
    {"ReduceMean", 1, meanOfRows},
    {"Squeeze", 2, onlyColumn},
    {"LabelEncoder", 1, encodeTexts},
}};

class OnnxFile final : public ExportedFile {
  public:
    explicit OnnxFile(const std::string& bytes) {
        require(m_file.ParseFromString(bytes), "the bytes are no ONNX model");
        require(m_file.graph().output_size() > 0, "the model has no output");
        for (const onnx::Tensor& tensor : m_file.graph().initializer())
            define(tensor.name(), valuesOf(tensor), m_constants);
    }

    std::string runtime() const override { return "Driftwood's reader of ONNX " + version(); }

    Result<std::vector<double>> run(const graph::Inputs& inputs) override {
        try {
            return compute(inputs);
        } catch (const WrongFile& wrong) {
            return fail(ErrorCode::CorruptData, wrong.what());
        }
    }

  private:
    using Named = std::map<std::string, Values>;

    static void define(const std::string& name, Values values, Named& all) {
        require(all.emplace(name, std::move(values)).second, "two values have one name: " + name);
    }

    /// The fields in the order of the file's inputs: numbers, then texts.
    void readInputs(const graph::Inputs& inputs, Named& all) const {
        const std::size_t rows = inputs.rows;
        std::size_t numbers = 0;
        std::size_t texts = 0;
        const auto perRow = [&](std::size_t count) { return rows == 0 ? 0 : count / rows; };
        for (const onnx::ValueInfo& input : m_file.graph().input()) {
            Values column{input.type().tensor_type().elem_type(), {rows, 1}, {}, {}};
            require(column.type == onnx::STRING ? texts < perRow(inputs.texts.size())
                                                : numbers < perRow(inputs.numbers.size()),
                    "there is no value for the input " + input.name());
            for (std::size_t row = 0; row < rows; ++row)
                if (column.type == onnx::STRING)
                    column.texts.push_back(inputs.texts[row * perRow(inputs.texts.size()) + texts].value_or(
                        std::string(kOnnxMissingText)));
                else
                    column.numbers.push_back(inputs.numbers[row * perRow(inputs.numbers.size()) + numbers]);
            ++(column.type == onnx::STRING ? texts : numbers);
            define(input.name(), std::move(column), all);
        }
    }

    static Values computed(const onnx::Node& node, const Named& all) {
        const auto known = std::ranges::find(kOperators, node.op_type(), &Operator::name);
        require(known != kOperators.end() && node.output_size() == 1,
                "the operator is none that is written: " + node.op_type());
        std::vector<const Values*> in;
        for (const std::string& name : node.input()) {
            const auto found = all.find(name);
            require(found != all.end(), "a value is used before it is there: " + name);
            in.push_back(&found->second);
        }
        require(in.size() >= known->inputs && (in.size() <= 3 || node.op_type() == "Concat"),
                "the operator has too few inputs: " + node.op_type());
        Attributes attributes;
        for (const onnx::Attribute& attribute : node.attribute())
            attributes.emplace(attribute.name(), &attribute);
        Values values = known->compute({in, attributes});
        if (values.type == onnx::FLOAT)
            for (double& number : values.numbers)
                number = static_cast<double>(static_cast<float>(number));
        return values;
    }

    [[nodiscard]] std::vector<double> compute(const graph::Inputs& inputs) const {
        Named all = m_constants;
        readInputs(inputs, all);
        for (const onnx::Node& node : m_file.graph().node())
            define(node.output().empty() ? "" : node.output(0), computed(node, all), all);
        for (const onnx::ValueInfo& output : m_file.graph().output()) {
            const auto found = all.find(output.name());
            require(found != all.end(), "an output is never computed: " + output.name());
            const auto& said = output.type().tensor_type();
            require(said.elem_type() == found->second.type &&
                        std::cmp_equal(said.shape().dim_size(), found->second.sizes.size()),
                    "an output is not of the type and shape that the file says: " + output.name());
        }
        return std::move(all.at(m_file.graph().output(0).name()).numbers);
    }

    onnx::Model m_file;
    Named m_constants;
};

} // namespace

Result<std::unique_ptr<ExportedFile>> openOnnx(const std::string& bytes) {
    try {
        return std::make_unique<OnnxFile>(bytes);
    } catch (const WrongFile& wrong) {
        return fail(ErrorCode::CorruptData, wrong.what(), "ONNX file");
    }
}

} // namespace driftwood::model
