#pragma once

#include <string>
#include <string_view>

namespace driftwood::log {

enum class Level : unsigned char { Debug, Info, Warning, Error };

/// Diagnostics for developers. Anything a user must know is an Error or a result, never only a log line.
/// Thread-safe. Writes to stderr; the default level is Warning.
void write(Level level, std::string_view message);
void setLevel(Level level);
/// Makes every later line a JSON object: {"warning": message} from Warning on, {"diagnostic": message} for
/// lower levels.
void useJsonLines();

inline void debug(std::string_view message) { write(Level::Debug, message); }
inline void info(std::string_view message) { write(Level::Info, message); }
inline void warning(std::string_view message) { write(Level::Warning, message); }
inline void error(std::string_view message) { write(Level::Error, message); }

} // namespace driftwood::log
