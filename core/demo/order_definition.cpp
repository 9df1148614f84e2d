#include "demo/order_simulator.h"

namespace driftwood::demo {
namespace {

void readGroup(JsonFields& fields, CustomerGroup& group) {
    readName(fields, "name", group.name);
    fields.read("share", group.share, 0.0, 1.0);
    fields.read("returns", group.returns, -10.0, 10.0);
}

void readSchema(JsonFields& fields, SchemaDefinition& schema) {
    readName(fields, "file", schema.file);
    fields.read("id", schema.id, 1, 1'000'000);
}

void readGroups(JsonFields& fields, const char* key, const std::string& where,
                std::vector<CustomerGroup>& out) {
    readList(fields, key, where, key, out, readGroup);
    std::vector<double> shares;
    for (const CustomerGroup& group : out)
        shares.push_back(group.share);
    checkShares(fields, key, shares);
}

} // namespace

Result<OrderDefinition> readOrderDefinition(JsonFields& fields, const std::string& where) {
    OrderDefinition out;
    readTopic(fields, out.topic);
    readRates(fields, out.rates);
    readObject(fields, "keySchema", where, "keySchema",
               [&](JsonFields& key) { readSchema(key, out.keySchema); });
    readList(fields, "schemas", where, "schemas", out.schemas,
             [](JsonFields& schema, SchemaDefinition& into) {
                 readSchema(schema, into);
                 schema.read("records", into.records, 0, 1'000'000'000);
             });
    fields.read("customers", out.customers, 1, 1'000'000);
    readGroups(fields, "tiers", where, out.tiers);
    readGroups(fields, "countries", where, out.countries);
    fields.read("itemShares", out.itemShares);
    checkShares(fields, "itemShares", out.itemShares);
    fields.read("itemEur", out.itemEur, 0.01, 10000.0);
    fields.read("itemSpread", out.itemSpread, 0.0, 2.0);
    fields.read("discountShare", out.discountShare, 0.0, 1.0);
    readObject(fields, "returns", where, "returns", [&](JsonFields& returns) {
        returns.read("base", out.baseReturns, -10.0, 10.0);
        returns.read("perItem", out.returnsPerItem, -10.0, 10.0);
        returns.read("perDiscountPercent", out.returnsPerPercent, -1.0, 1.0);
        returns.read("express", out.expressReturns, -10.0, 10.0);
    });
    readObject(fields, "drift", where, "drift", [&](JsonFields& drift) {
        drift.read("discountShare", out.driftDiscountShare, 0.0, 1.0);
        drift.read("rampSeconds", out.driftRampSeconds, 0.0, 86400.0);
    });
    if (auto finished = fields.finish(); !finished)
        return forward(finished);
    return out;
}

} // namespace driftwood::demo
