#pragma once

#include "records/schema.h"

#include <string>
#include <string_view>
#include <vector>

namespace driftwood::decoder {

/// Whether a field's name is one that data about persons often has: "email", "phone_number", "lastName",
/// "ip". A guess from the name alone.
[[nodiscard]] bool looksPersonal(std::string_view path);
/// The paths of such fields.
[[nodiscard]] std::vector<std::string> personalFields(const records::Schema& schema);

} // namespace driftwood::decoder
