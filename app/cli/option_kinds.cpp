#include "app/cli/option_kinds.h"

#include <functional>
#include <sstream>

namespace driftwood::cli {
namespace {

CLI::Validator numberThat(std::function<bool(double)> holds, const std::string& must) {
    const auto check = [holds = std::move(holds), must](const std::string& text) {
        double value = 0;
        return CLI::detail::lexical_cast(text, value) && holds(value) ? std::string()
                                                                      : "must be " + must + ", not " + text;
    };
    return {check, "", must};
}

} // namespace

CLI::Validator positive() {
    return numberThat([](double v) { return v > 0; }, "greater than 0");
}

CLI::Validator notNegative() {
    return numberThat([](double v) { return v >= 0; }, "0 or more");
}

CLI::Validator between(double low, double high) {
    std::ostringstream must;
    must << "between " << low << " and " << high;
    return numberThat([low, high](double v) { return v >= low && v <= high; }, must.str());
}

} // namespace driftwood::cli
