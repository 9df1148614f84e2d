#include "demo/avro_record.h"

#include <avro.h>
#include <optional>

namespace driftwood::demo {
namespace {

std::string frameOf(std::int32_t id) {
    std::string frame(1, '\0');
    for (const int shift : {24, 16, 8, 0})
        frame += static_cast<char>((static_cast<std::uint32_t>(id) >> static_cast<unsigned>(shift)) & 0xffU);
    return frame;
}

/// The shortest big-endian two's complement.
std::string unscaledBytes(std::int64_t value) {
    std::string bytes;
    do {
        bytes.insert(bytes.begin(), static_cast<char>(value & 0xff));
        value >>= 8;
    } while (value != 0 && value != -1);
    const bool negative = value < 0;
    if (((bytes.front() & 0x80) != 0) != negative)
        bytes.insert(bytes.begin(), negative ? '\xff' : '\0');
    return bytes;
}

} // namespace

struct AvroRecord::State {
    std::string where;
    std::string frame;
    avro_schema_t schema = nullptr;
    avro_value_iface_t* type = nullptr;
    avro_value_t root{};
    std::string fault; ///< the first

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (root.iface != nullptr)
            avro_value_decref(&root);
        if (type != nullptr)
            avro_value_iface_decref(type);
        if (schema != nullptr)
            avro_schema_decref(schema);
    }

    std::optional<avro_value_t> find(std::string_view path) {
        avro_value_t at = root;
        while (!path.empty() && avro_value_get_type(&at) == AVRO_RECORD) {
            const std::string name(path.substr(0, path.find('.')));
            path.remove_prefix(std::min(path.size(), name.size() + 1));
            avro_value_t next{};
            if (avro_value_get_by_name(&at, name.c_str(), &next, nullptr) != 0)
                return std::nullopt;
            at = next;
        }
        return path.empty() ? std::optional(at) : std::nullopt;
    }
    /// Sets what is at the path, behind a union its branch.
    template <class Set>
    void set(std::string_view path, int branch, Set&& with) {
        auto at = find(path);
        avro_value_t inner{};
        if (at && avro_value_get_type(&*at) == AVRO_UNION) {
            if (avro_value_set_branch(&*at, branch, &inner) == 0)
                at = inner;
            else
                at.reset();
        }
        if ((!at || with(*at) != 0) && fault.empty())
            fault =
                "field '" + std::string(path) + "' cannot be set: it is not in the schema or of another type";
    }
};

AvroRecord::AvroRecord(std::unique_ptr<State> state)
    : m_state(std::move(state)) {}
AvroRecord::AvroRecord(AvroRecord&&) noexcept = default;
AvroRecord::~AvroRecord() = default;

Result<AvroRecord> AvroRecord::of(const std::string& schema, std::int32_t id, std::string where) {
    auto state = std::make_unique<State>();
    state->where = std::move(where);
    state->frame = frameOf(id);
    if (avro_schema_from_json_length(schema.data(), schema.size(), &state->schema) != 0)
        return fail(ErrorCode::CorruptData, std::string("not an Avro schema: ") + avro_strerror(),
                    state->where);
    state->type = avro_generic_class_from_schema(state->schema);
    if (state->type == nullptr || avro_generic_value_new(state->type, &state->root) != 0)
        return fail(ErrorCode::CorruptData, std::string("not a usable Avro schema: ") + avro_strerror(),
                    state->where);
    return AvroRecord(std::move(state));
}

void AvroRecord::text(std::string_view path, const std::string& value) {
    m_state->set(path, 1, [&](avro_value_t& at) { return avro_value_set_string(&at, value.c_str()); });
}

void AvroRecord::symbol(std::string_view path, const std::string& value) {
    m_state->set(path, 1, [&](avro_value_t& at) {
        const avro_schema_t type = avro_value_get_schema(&at);
        const int index =
            type != nullptr && is_avro_enum(type) ? avro_schema_enum_get_by_name(type, value.c_str()) : -1;
        return index < 0 ? 1 : avro_value_set_enum(&at, index);
    });
}

void AvroRecord::whole(std::string_view path, std::int64_t value) {
    m_state->set(path, 1, [&](avro_value_t& at) {
        return avro_value_get_type(&at) == AVRO_INT32
                   ? avro_value_set_int(&at, static_cast<std::int32_t>(value))
                   : avro_value_set_long(&at, value);
    });
}

void AvroRecord::number(std::string_view path, double value) {
    m_state->set(path, 1, [&](avro_value_t& at) {
        return avro_value_get_type(&at) == AVRO_FLOAT ? avro_value_set_float(&at, static_cast<float>(value))
                                                      : avro_value_set_double(&at, value);
    });
}

void AvroRecord::boolean(std::string_view path, bool value) {
    m_state->set(path, 1, [&](avro_value_t& at) { return avro_value_set_boolean(&at, value ? 1 : 0); });
}

void AvroRecord::null(std::string_view path) {
    m_state->set(path, 0, [](avro_value_t& at) { return avro_value_set_null(&at); });
}

void AvroRecord::decimal(std::string_view path, std::int64_t unscaled) {
    m_state->set(path, 1, [&](avro_value_t& at) {
        std::string bytes = unscaledBytes(unscaled);
        return avro_value_set_bytes(&at, bytes.data(), bytes.size());
    });
}

bool AvroRecord::has(std::string_view path) const { return m_state->find(path).has_value(); }

Result<std::string> AvroRecord::finish() {
    if (!m_state->fault.empty())
        return fail(ErrorCode::CorruptData, m_state->fault, m_state->where);
    std::size_t size = 0;
    if (avro_value_sizeof(&m_state->root, &size) != 0)
        return fail(ErrorCode::CorruptData, std::string("a record cannot be written: ") + avro_strerror(),
                    m_state->where);
    std::string out = m_state->frame + std::string(size, '\0');
    const avro_writer_t writer =
        avro_writer_memory(out.data() + m_state->frame.size(), static_cast<std::int64_t>(size));
    const int failed = avro_value_write(writer, &m_state->root);
    avro_writer_free(writer);
    if (failed != 0)
        return fail(ErrorCode::CorruptData, std::string("a record cannot be written: ") + avro_strerror(),
                    m_state->where);
    return out;
}

} // namespace driftwood::demo
