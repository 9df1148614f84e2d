// Any JSON may be given as a demo topic's definition: it is refused, naming the field, or its simulator runs.

#include "base/json_fields.h"
#include "demo/machine_simulator.h"
#include "demo/trip_simulator.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

using namespace driftwood;

namespace {

/// Simulates a minute of the topic, unless its definition makes that too slow for a fuzzer.
void run(demo::Simulator&& simulator) {
    if (simulator.historyRecordsPerSecond() > 100.0)
        return;
    std::vector<demo::DemoRecord> records;
    simulator.generate(TimestampMs(1'777'600'000'000), TimestampMs(1'777'600'060'000), records);
    for (const demo::DemoRecord& record : records)
        if (record.partition < 0 || record.partition >= simulator.partitions() ||
            !nlohmann::json::accept(record.value))
            std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto json = nlohmann::json::parse(data, data + size, nullptr, false);
    if (json.is_discarded())
        return 0;
    JsonFields fields(json, "fuzz");
    std::string kind;
    fields.read("kind", kind);
    if (kind == "machines") {
        if (const auto definition = demo::readMachineDefinition(fields, "fuzz"))
            run(demo::MachineSimulator(*definition, {definition->faults, definition->machines, 1}, 1));
    } else if (kind == "trips") {
        if (auto definition = demo::readTripDefinition(fields, "fuzz"))
            run(demo::TripSimulator(*std::move(definition), 1));
    }
    return 0;
}
