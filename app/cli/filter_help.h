#pragma once

namespace driftwood::cli {

/// The syntax of --where, for the help of every command that has it.
inline constexpr const char* kFilterHelp =
    "FILTERS (--where) are tests joined by and, or, not and parentheses: FIELD == != < <= > >= LITERAL, "
    "FIELD contains LITERAL, FIELD in (LITERAL, …), FIELD is missing, FIELD is not missing. A literal is a "
    "number, true, false, null, a text in quotes, or a time: 2026-03-01T10:00Z, -2h, now. Fields are dotted "
    "paths, in backticks where they hold other characters than letters, digits and _ - . $; tags[0] and "
    "tags[*] "
    "are one and any element of an array; @timestamp, @key, @partition and @offset are of the record itself. "
    "A "
    "number is compared with the numbers that text holds; in quotes it is compared as text. A missing value "
    "matches only != and is missing.";

} // namespace driftwood::cli
