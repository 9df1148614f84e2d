#pragma once

#include "base/json_fields.h"
#include "base/result.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace driftwood::demo {

/// What every definition says about its topic.
struct TopicDefinition {
    std::string topic;
    int partitions = 1;
};

/// A topic with a rate of its own.
struct RateDefinition {
    double historyRecordsPerSecond = 0.0;
    double liveRecordsPerSecond = 0.0;
};

/// A category and how often it is drawn.
struct Share {
    std::string name;
    double share = 0.0;
};

void readTopic(JsonFields& fields, TopicDefinition& out);
void readRates(JsonFields& fields, RateDefinition& out);

/// A name that goes into JSON and keys as it is: letters, digits, '_', '-' and '.'.
void readName(JsonFields& fields, const char* key, std::string& out);

/// Refuses shares that do not add up to 1.
void checkShares(JsonFields& fields, const char* key, const std::vector<double>& shares);

/// An array of objects, at least one, each read by `read(JsonFields&, Item&)`. `path` is the array's own.
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

/// A nested object read by `read(JsonFields&)`.
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
