#pragma once

#include "demo/avro_record.h"
#include "demo/definition.h"
#include "demo/demo_world.h"
#include "demo/drift_ramp.h"
#include "demo/event_clock.h"

#include <filesystem>

namespace driftwood::demo {

/// A file beside the definition, and the id under which the registry has it.
struct SchemaDefinition {
    std::string file;
    int id = 0;
    int records = 0; ///< how many are written with it; 0: all further ones
};

/// A group of customers: its share, and what it adds to the log-odds of sending an order back.
struct CustomerGroup {
    std::string name;
    double share = 0.0;
    double returns = 0.0;
};

/// `kind: orders`: a shop's orders in Avro, whose schema gets another version on the way.
struct OrderDefinition {
    TopicDefinition topic;
    RateDefinition rates;
    SchemaDefinition keySchema;
    std::vector<SchemaDefinition> schemas;
    int customers = 0;
    std::vector<CustomerGroup> tiers;
    std::vector<CustomerGroup> countries;
    std::vector<double> itemShares; ///< of orders with 1, 2, 3 … items
    double itemEur = 0.0;           ///< median price of an item
    double itemSpread = 0.0;        ///< standard deviation of its logarithm
    double discountShare = 0.0;     ///< of orders that have a discount of 5, 10, 15 or 20 percent
    double baseReturns = 0.0;       ///< log-odds, to which the others are added
    double returnsPerItem = 0.0;
    double returnsPerPercent = 0.0; ///< of discount
    double expressReturns = 0.0;
    double driftDiscountShare = 0.0;
    double driftRampSeconds = 0.0;
};

[[nodiscard]] Result<OrderDefinition> readOrderDefinition(JsonFields& fields, const std::string& where);

/// Orders keyed by customer, key and value behind a registry's frame.
class OrderSimulator final : public Simulator {
  public:
    /// Reads the schemas from the definition's folder and tries them with an order.
    [[nodiscard]] static Result<std::unique_ptr<OrderSimulator>>
    create(OrderDefinition definition, const std::filesystem::path& folder, std::uint64_t seed);

    [[nodiscard]] const std::string& topic() const override { return m_definition.topic.topic; }
    [[nodiscard]] int partitions() const override { return m_definition.topic.partitions; }
    [[nodiscard]] double historyRecordsPerSecond() const override {
        return m_definition.rates.historyRecordsPerSecond;
    }
    [[nodiscard]] double liveRecordsPerSecond() const override {
        return m_definition.rates.liveRecordsPerSecond;
    }
    void generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) override;
    void setRecordsPerSecond(double rate) override { m_clock.setRate(rate); }
    void startDrift(TimestampMs at) override { m_drift.start(at); }
    [[nodiscard]] std::vector<DemoSchema> schemas() const override { return m_registered; }

  private:
    struct Order {
        std::string id;
        std::int64_t customer = 0;
        std::size_t tier = 0;
        std::size_t country = 0;
        std::int64_t items = 1;
        double discount = 0.0; ///< percent
        bool express = false;
        bool returned = false;
        std::int64_t cents = 0;
        double weightKg = -1.0; ///< negative: not weighed
    };

    OrderSimulator(OrderDefinition definition, std::uint64_t seed);
    [[nodiscard]] Order draw(TimestampMs time);
    [[nodiscard]] AvroRecord& schemaNow();
    [[nodiscard]] static Result<std::string> write(const Order& order, TimestampMs time,
                                                   const OrderDefinition& definition, AvroRecord& to);

    OrderDefinition m_definition;
    SeededRandom m_random;
    EventClock m_clock;
    DriftRamp m_drift;
    std::vector<DemoSchema> m_registered;
    std::unique_ptr<AvroRecord> m_key;
    std::vector<AvroRecord> m_values; ///< one of each schema
    std::int64_t m_orders = 0;
};

} // namespace driftwood::demo
