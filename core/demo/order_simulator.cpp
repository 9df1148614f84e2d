#include "demo/order_simulator.h"

#include "base/files.h"
#include "demo/day_rhythm.h"
#include "demo/draw.h"
#include "demo/seeds.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace driftwood::demo {
namespace {

constexpr std::uint64_t kMaxSchemaBytes = 1 << 16;
constexpr std::array kDiscounts{5.0, 10.0, 15.0, 20.0};
constexpr std::int64_t kFirstCustomer = 40001;
constexpr double kExpressShare = 0.25;
constexpr double kWeighedShare = 0.95;
constexpr int kFirstCustomersDay = 14'610; // 2010-01-01
constexpr int kCustomersDays = 5'000;

/// Numbers that belong to a customer, however many orders there are.
std::uint64_t fixedOf(std::int64_t customer, std::string_view what, std::uint64_t bound) {
    return mixSeed(static_cast<std::uint64_t>(customer), what) % bound;
}
double fixedShareOf(std::int64_t customer, std::string_view what) {
    return static_cast<double>(fixedOf(customer, what, 1U << 20U)) / static_cast<double>(1U << 20U);
}

/// A version 4 UUID (RFC 9562) of random bits.
std::string uuidOf(std::uint64_t high, std::uint64_t low) {
    std::array<char, 37> text{};
    std::snprintf(text.data(), text.size(), "%08x-%04x-4%03x-%04x-%012llx",
                  static_cast<unsigned>(high >> 32U), static_cast<unsigned>((high >> 16U) & 0xffffU),
                  static_cast<unsigned>(high & 0xfffU),
                  static_cast<unsigned>(0x8000U | ((low >> 48U) & 0x3fffU)),
                  static_cast<unsigned long long>(low & 0xffffffffffffULL));
    return text.data();
}

} // namespace

OrderSimulator::OrderSimulator(OrderDefinition definition, std::uint64_t seed)
    : m_definition(std::move(definition))
    , m_random(mixSeed(seed, m_definition.topic.topic))
    , m_clock(m_definition.rates.historyRecordsPerSecond, mixSeed(seed, m_definition.topic.topic + "/times"))
    , m_drift(m_definition.driftRampSeconds) {}

Result<std::unique_ptr<OrderSimulator>>
OrderSimulator::create(OrderDefinition definition, const std::filesystem::path& folder, std::uint64_t seed) {
    auto made = std::unique_ptr<OrderSimulator>(new OrderSimulator(std::move(definition), seed));
    const auto open = [&](const SchemaDefinition& schema, const char* part) -> Result<AvroRecord> {
        const std::filesystem::path file = folder / schema.file;
        auto text = readFile(file, kMaxSchemaBytes);
        if (!text)
            return forward(text);
        auto record = AvroRecord::of(*text, schema.id, file.string());
        made->m_registered.push_back({made->topic() + part, schema.id, std::move(*text)});
        return record;
    };
    auto key = open(made->m_definition.keySchema, "-key");
    if (!key)
        return forward(key);
    made->m_key = std::make_unique<AvroRecord>(std::move(*key));
    made->m_key->whole({}, 0);
    if (auto tried = made->m_key->finish(); !tried)
        return forward(tried);
    for (const SchemaDefinition& schema : made->m_definition.schemas) {
        auto value = open(schema, "-value");
        if (!value)
            return forward(value);
        Order order;
        for (order.tier = 0; order.tier < made->m_definition.tiers.size(); ++order.tier)
            if (auto tried = write(order, TimestampMs(0), made->m_definition, *value); !tried)
                return forward(tried);
        made->m_values.push_back(std::move(*value));
    }
    return made;
}

void OrderSimulator::generate(TimestampMs from, TimestampMs to, std::vector<DemoRecord>& out) {
    m_clock.advance(from, to, [&](TimestampMs time) {
        const Order order = draw(time);
        m_key->whole({}, order.customer);
        // Every schema was tried with an order of each tier: there are no errors left.
        out.push_back({time, static_cast<int>(order.customer % m_definition.topic.partitions),
                       m_key->finish().value(), write(order, time, m_definition, schemaNow()).value()});
    });
}

AvroRecord& OrderSimulator::schemaNow() {
    std::int64_t end = 0;
    for (std::size_t i = 0; i + 1 < m_values.size(); ++i) {
        end += m_definition.schemas[i].records;
        if (m_orders <= end)
            return m_values[i];
    }
    return m_values.back();
}

OrderSimulator::Order OrderSimulator::draw(TimestampMs time) {
    ++m_orders;
    Order order;
    const std::uint64_t high = m_random.bits();
    order.id = uuidOf(high, m_random.bits());
    order.customer = kFirstCustomer + static_cast<std::int64_t>(
                                          m_random.below(static_cast<std::uint64_t>(m_definition.customers)));
    const auto share = [](const CustomerGroup& group) { return group.share; };
    order.tier = drawIndex(m_definition.tiers, fixedShareOf(order.customer, "tier"), share);
    order.country = drawIndex(m_definition.countries, fixedShareOf(order.customer, "country"), share);
    order.items = 1 + static_cast<std::int64_t>(drawIndex(m_definition.itemShares, m_random.uniform(),
                                                          [](double itemShare) { return itemShare; }));
    // A schema without the field has orders without a discount.
    const double discounts =
        m_definition.discountShare +
        m_drift.at(time) * (m_definition.driftDiscountShare - m_definition.discountShare);
    const bool discounted = m_random.uniform() < discounts;
    const double percent = kDiscounts[m_random.below(kDiscounts.size())];
    if (discounted && schemaNow().has("discount_pct"))
        order.discount = percent;
    order.express = m_random.uniform() < kExpressShare;
    const double eur = static_cast<double>(order.items) * m_definition.itemEur *
                       std::exp(m_definition.itemSpread * m_random.normal());
    order.cents = std::llround(100.0 * eur * (1.0 - order.discount / 100.0));
    const double kilograms = static_cast<double>(order.items) * 0.8 * std::exp(0.4 * m_random.normal());
    if (m_random.uniform() < kWeighedShare)
        order.weightKg = kilograms;
    const double odds = m_definition.baseReturns + m_definition.tiers[order.tier].returns +
                        m_definition.countries[order.country].returns +
                        m_definition.returnsPerItem * static_cast<double>(order.items) +
                        m_definition.returnsPerPercent * order.discount +
                        (order.express ? m_definition.expressReturns : 0.0);
    order.returned = m_random.uniform() < 1.0 / (1.0 + std::exp(-odds));
    return order;
}

Result<std::string> OrderSimulator::write(const Order& order, TimestampMs time,
                                          const OrderDefinition& definition, AvroRecord& to) {
    to.text("order_id", order.id);
    to.whole("placed_at", time.value);
    to.whole("customer.id", order.customer);
    to.symbol("customer.tier", definition.tiers[order.tier].name);
    to.text("customer.country", definition.countries[order.country].name);
    to.whole("customer.since", kFirstCustomersDay + static_cast<std::int64_t>(
                                                        fixedOf(order.customer, "since", kCustomersDays)));
    to.text("customer.email", "customer" + std::to_string(order.customer) + "@shop.example");
    to.whole("items", order.items);
    to.decimal("total_eur", order.cents);
    if (to.has("discount_pct"))
        to.number("discount_pct", order.discount);
    to.boolean("express", order.express);
    if (order.weightKg < 0.0)
        to.null("weight_kg");
    else
        to.number("weight_kg", std::round(order.weightKg * 100.0) / 100.0);
    to.boolean("returned", order.returned);
    return to.finish();
}

} // namespace driftwood::demo
