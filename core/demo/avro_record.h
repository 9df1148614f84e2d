#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace driftwood::demo {

/// Writes records of one Avro schema, each behind a schema registry's frame: a zero byte and the schema's id.
/// Fields are set by path ("customer.tier") and keep their value from record to record; in an optional field
/// (a union whose first type is null) a value takes the second type. A path that is not in the schema, or of
/// another type, is reported by finish().
class AvroRecord {
  public:
    /// `where` names the schema in errors.
    [[nodiscard]] static Result<AvroRecord> of(const std::string& schema, std::int32_t id, std::string where);
    AvroRecord(AvroRecord&&) noexcept;
    ~AvroRecord();

    void text(std::string_view path, const std::string& value);
    void symbol(std::string_view path, const std::string& value);
    void whole(std::string_view path, std::int64_t value); ///< int or long
    void number(std::string_view path, double value);      ///< float or double
    void boolean(std::string_view path, bool value);
    void null(std::string_view path);
    /// A decimal in bytes: the unscaled number.
    void decimal(std::string_view path, std::int64_t unscaled);
    [[nodiscard]] bool has(std::string_view path) const;
    [[nodiscard]] Result<std::string> finish();

  private:
    struct State;
    explicit AvroRecord(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace driftwood::demo
