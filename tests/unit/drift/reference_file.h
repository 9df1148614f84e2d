#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

namespace driftwood::test {

/// Results of other libraries, written by the scripts beside the file. Throws if it is missing or broken.
inline nlohmann::json referenceFile(const std::string& name) {
    std::ifstream in(std::string(DRIFT_REFERENCE) + "/" + name);
    return nlohmann::json::parse(in);
}

inline bool isClose(double value, double expected, double relative) {
    return std::abs(value - expected) <= relative * std::abs(expected);
}

} // namespace driftwood::test
