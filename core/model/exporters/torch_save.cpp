#include "model/exporters/torch_save.h"

#include "model/exporters/zip_archive.h"

namespace driftwood::model {
namespace {

/// Opcodes of Python's pickle, protocol 2. Only classes of torch that weights_only allows are named.
class Pickle {
  public:
    Pickle& code(const std::string& codes) {
        m_codes += codes;
        return *this;
    }
    Pickle& text(const std::string& value) {
        m_codes += 'X'; // BINUNICODE
        number4(value.size());
        return code(value);
    }
    Pickle& number(std::int64_t value) {
        m_codes += 'J'; // BININT
        number4(static_cast<std::uint64_t>(value));
        return *this;
    }
    Pickle& tensor(const TorchTensor& tensor) {
        const auto count = static_cast<std::int64_t>(tensor.bytes.size() / sizeOf(tensor.type));
        code("ctorch._utils\n_rebuild_tensor_v2\n((").text("storage").code(storageOf(tensor.type));
        text(std::to_string(m_data.size())).text("cpu").number(count).code("tQ").number(0);
        tuple(tensor.sizes);
        std::vector<std::int64_t> strides(tensor.sizes.size(), 1);
        for (std::size_t i = strides.size(); i-- > 1;)
            strides[i - 1] = strides[i] * tensor.sizes[i];
        tuple(strides);
        m_data.push_back(tensor.bytes);
        return code("\x89" // False: trained by nobody here
                    "ccollections\nOrderedDict\n)RtR");
    }
    [[nodiscard]] Result<std::string> file() const {
        std::vector<std::pair<std::string, std::string>> entries{
            {"archive/data.pkl", "\x80\x02" + m_codes + "."}, {"archive/byteorder", "little"}};
        for (std::size_t i = 0; i < m_data.size(); ++i)
            entries.emplace_back("archive/data/" + std::to_string(i), m_data[i]);
        entries.emplace_back("archive/version", "3\n");
        return writeZip(entries);
    }

  private:
    static std::string storageOf(TorchType type) {
        const char* const kind = type == TorchType::Int64     ? "Long"
                                 : type == TorchType::Float64 ? "Double"
                                 : type == TorchType::Bool    ? "Bool"
                                                              : "Float";
        return std::string("ctorch\n") + kind + "Storage\n";
    }
    void number4(std::uint64_t value) {
        for (unsigned i = 0; i < 4; ++i)
            m_codes += static_cast<char>((value >> (8U * i)) & 0xFFU);
    }
    void tuple(const std::vector<std::int64_t>& values) {
        m_codes += '(';
        for (const std::int64_t value : values)
            number(value);
        m_codes += 't';
    }

    std::string m_codes;
    std::vector<std::string> m_data;
};

} // namespace

std::size_t sizeOf(TorchType type) {
    return type == TorchType::Float32 ? sizeof(float) : type == TorchType::Bool ? 1 : sizeof(double);
}

Result<std::string> saveTensors(const std::vector<TorchTensor>& tensors) {
    Pickle pickle;
    pickle.code("}(");
    for (const TorchTensor& tensor : tensors) {
        pickle.text(tensor.name);
        if (tensor.isParameter)
            pickle.code("ctorch._utils\n_rebuild_parameter\n(");
        pickle.tensor(tensor);
        if (tensor.isParameter)
            pickle.code("\x88" // True: it can be trained on
                        "ccollections\nOrderedDict\n)RtR");
    }
    return pickle.code("u").file();
}

Result<std::string> saveArguments(const std::vector<TorchTensor>& tensors) {
    Pickle pickle;
    pickle.code("((");
    for (const TorchTensor& tensor : tensors)
        pickle.tensor(tensor);
    return pickle.code("t}t").file();
}

} // namespace driftwood::model
