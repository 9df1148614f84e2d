#pragma once

#include "base/json_fields.h"
#include "base/result.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace driftwood::demo {

/// The common part of all definitions: the topic.
struct TopicDefinition {
    std::string topic;
    int partitions = 1;
};

/// Rates of a topic that has its own.
struct RateDefinition {
    double historyRecordsPerSecond = 0.0;
    double liveRecordsPerSecond = 0.0;
};

/// A category and its probability.
struct Share {
    std::string name;
    double share = 0.0;
};

void readTopic(JsonFields& fields, TopicDefinition& out);
void readRates(JsonFields& fields, RateDefinition& out);

/// Reads a name that needs no escaping in JSON and keys: letters, digits, '_', '-' and '.'.
void readName(JsonFields& fields, const char* key, std::string& out);

/// Refuses shares that do not sum to 1.
void checkShares(JsonFields& fields, const char* key, const std::vector<double>& shares);

/// Reads a non-empty array of objects, each with `read(JsonFields&, Item&)`. `path` is that of the array.
template <class Item, class Read>
void readList(JsonFields& fields, const char* key, const std::string& where, const std::string& path,
              std::vector<Item>& out, Read&& read) {
    const nlohmann::json* list = fields.array(key);
    if (list == nullptr)
        return;
    fields.require(!list->empty(), key, "expected at least one");
    for (std::size_t i = 0; i < list->size(); ++i) {
        JsonFields itemFields((*list)[i], where, path + "[" + std::to_string(i) + "]");
        Item item;
        read(itemFields, item);
        Result<Item> result = item;
        if (auto finished = itemFields.finish(); !finished)
            result = forward(finished);
        out.emplace_back();
        fields.take(std::move(result), out.back());
    }
}

/// Reads a nested object with `read(JsonFields&)`.
template <class Read>
void readObject(JsonFields& fields, const char* key, const std::string& where, const std::string& path,
                Read&& read) {
    const nlohmann::json* object = fields.value(key);
    if (object == nullptr)
        return;
    JsonFields nested(*object, where, path);
    read(nested);
    bool done = false;
    auto finished = nested.finish();
    fields.take(finished ? Result<bool>(true) : Result<bool>(forward(finished)), done);
}

} // namespace driftwood::demo
