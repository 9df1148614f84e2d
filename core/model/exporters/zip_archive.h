#pragma once

#include "base/result.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace driftwood::model {

/// The bytes of a zip file with these entries, name and content, in order: stored as they are, all of one
/// fixed date, so that the same entries give the same bytes.
[[nodiscard]] Result<std::string> writeZip(const std::vector<std::pair<std::string, std::string>>& entries);

/// The contents by name. CorruptData when the bytes are no zip file.
[[nodiscard]] Result<std::map<std::string, std::string>> readZip(const std::string& bytes);

} // namespace driftwood::model
