#include "demo/definition.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace driftwood::demo {
namespace {

bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
}

} // namespace

void readName(JsonFields& fields, const char* key, std::string& out) {
    fields.read(key, out);
    if (fields.failed())
        return;
    if (out.empty() || !std::all_of(out.begin(), out.end(), isNameCharacter))
        fields.refuse(key, "expected letters, digits, '_', '-' and '.'");
}

void readTopic(JsonFields& fields, TopicDefinition& out) {
    readName(fields, "topic", out.topic);
    fields.read("partitions", out.partitions, 1, 64);
}

void readRates(JsonFields& fields, RateDefinition& out) {
    fields.read("historyRecordsPerSecond", out.historyRecordsPerSecond, 0.0, 1000.0);
    fields.read("liveRecordsPerSecond", out.liveRecordsPerSecond, 0.0, 100000.0);
}

void checkShares(JsonFields& fields, const char* key, const std::vector<double>& shares) {
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (!fields.failed() && std::abs(sum - 1.0) > 1e-9)
        fields.refuse(key, "the shares add up to " + nlohmann::json(sum).dump() + " instead of 1");
}

} // namespace driftwood::demo
