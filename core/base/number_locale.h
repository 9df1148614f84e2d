#pragma once

namespace driftwood {

/// Makes C's functions (strtod, printf), which CLI11 and others also use, read and write numbers with a
/// decimal point in every locale. The rest of the locale is unchanged. Call it once in main, before other
/// threads run and after Qt's application object is created, because creating that object sets the whole
/// locale from the environment.
void useDecimalPoint();

} // namespace driftwood
