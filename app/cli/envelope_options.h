#pragma once

#include "app/cli/option_kinds.h"
#include "decoder/decoder.h"

#include <string>
#include <vector>

namespace driftwood::cli {

/// --unwrap: the envelopes around the data, from the outermost.
void addUnwrap(CLI::App& command, std::vector<std::string>& names);
/// Those that the option names.
[[nodiscard]] std::vector<decoder::EnvelopeKind> envelopesNamed(const std::vector<std::string>& names);
/// "the data is in an envelope (Kafka Connect, Debezium): --unwrap connect,debezium takes it out"
[[nodiscard]] std::string envelopeWords(const std::vector<decoder::EnvelopeKind>& around);

} // namespace driftwood::cli
