#pragma once

namespace driftwood {

/// Numbers are read and written with a decimal point by C's functions (strtod, printf), which also CLI11 and
/// others use, whatever the person's locale. Everything else of the locale stays. Call it once in main,
/// before other threads run and after Qt's application object is made: making that object takes over the
/// whole locale of the environment.
void useDecimalPoint();

} // namespace driftwood
