#pragma once

#include <QString>
#include <string>
#include <vector>

namespace driftwood::ui {

/// Schemas by their keys (decoder/registry/schema_key.h), for people: "12, 17", a registry's numbers; of
/// others what stands after the colon. An empty key is left out. At most `most` are named; "…" stands for the
/// others.
[[nodiscard]] QString schemasText(const std::vector<std::string>& keys, std::size_t most = 6);

} // namespace driftwood::ui
