#include "base/number_locale.h"

#include <clocale>

namespace driftwood {

void useDecimalPoint() { std::setlocale(LC_NUMERIC, "C"); }

} // namespace driftwood
