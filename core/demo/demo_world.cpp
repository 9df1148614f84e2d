#include "demo/demo_world.h"

#include "base/bounded_json.h"
#include "base/files.h"
#include "demo/alarm_simulator.h"
#include "demo/machine_simulator.h"
#include "demo/order_simulator.h"
#include "demo/trip_simulator.h"

#include <algorithm>
#include <cstdlib>
#include <map>

namespace driftwood::demo {
namespace {

constexpr std::uint64_t kMaxDefinitionBytes = 1 << 20;

/// A world under construction: alarms wait for the machines they refer to.
struct World {
    std::uint64_t seed = 0;
    std::vector<std::unique_ptr<Simulator>> simulators;
    std::map<std::string, MachineDefinition> machines; ///< by topic
    struct WaitingAlarms {
        AlarmDefinition definition;
        std::string where;
    };
    std::vector<WaitingAlarms> alarms;
};

FaultSchedule scheduleOf(const MachineDefinition& machines, std::uint64_t seed) {
    return {machines.faults, machines.machines, seed};
}

Status addDefinition(World& world, const std::filesystem::path& file) {
    auto content = readFile(file, kMaxDefinitionBytes);
    if (!content)
        return forward(content);
    const std::string where = file.string();
    const auto json = parseBoundedJson(*content);
    if (json.is_discarded())
        return fail(ErrorCode::CorruptData, "a demo definition is not JSON", where);
    JsonFields fields(json, where);
    std::string kind;
    fields.read("kind", kind);
    if (kind == "machines") {
        auto definition = readMachineDefinition(fields, where);
        if (!definition)
            return forward(definition);
        world.simulators.push_back(
            std::make_unique<MachineSimulator>(*definition, scheduleOf(*definition, world.seed), world.seed));
        world.machines.emplace(definition->topic.topic, std::move(*definition));
        return {};
    }
    if (kind == "trips") {
        auto definition = readTripDefinition(fields, where);
        if (!definition)
            return forward(definition);
        world.simulators.push_back(std::make_unique<TripSimulator>(std::move(*definition), world.seed));
        return {};
    }
    if (kind == "orders") {
        auto definition = readOrderDefinition(fields, where);
        if (!definition)
            return forward(definition);
        auto simulator = OrderSimulator::create(std::move(*definition), file.parent_path(), world.seed);
        if (!simulator)
            return forward(simulator);
        world.simulators.push_back(std::move(*simulator));
        return {};
    }
    if (kind == "alarms") {
        auto definition = readAlarmDefinition(fields);
        if (!definition)
            return forward(definition);
        world.alarms.push_back({std::move(*definition), where});
        return {};
    }
    fields.refuse("kind", "'" + kind + "' is not machines, trips, orders or alarms");
    return fields.finish();
}

Status addAlarms(World& world) {
    for (auto& [definition, where] : world.alarms) {
        const auto source = world.machines.find(definition.source);
        if (source == world.machines.end())
            return fail(ErrorCode::CorruptData,
                        "field 'source': no definition of kind machines has the topic " + definition.source,
                        where);
        world.simulators.push_back(std::make_unique<AlarmSimulator>(
            std::move(definition), source->second, scheduleOf(source->second, world.seed), world.seed));
    }
    return {};
}

bool isFolder(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored);
}

} // namespace

Result<std::vector<std::unique_ptr<Simulator>>> loadWorld(const std::filesystem::path& folder,
                                                          std::uint64_t seed) {
    std::error_code failed;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        if (entry->path().extension() == ".json")
            files.push_back(entry->path());
    }
    if (failed)
        return fail(ErrorCode::NotFound, "the demo's definitions cannot be read: " + failed.message(),
                    folder.string());
    if (files.empty())
        return fail(ErrorCode::NotFound, "there is no demo definition (*.json)", folder.string());
    std::sort(files.begin(), files.end()); // the order of folder entries is unspecified
    World world;
    world.seed = seed;
    for (const std::filesystem::path& file : files) {
        if (auto added = addDefinition(world, file); !added)
            return forward(added);
    }
    if (auto added = addAlarms(world); !added)
        return forward(added);
    std::map<std::string, int> topics;
    for (const auto& simulator : world.simulators) {
        if (++topics[simulator->topic()] > 1)
            return fail(ErrorCode::CorruptData, "two definitions have the topic " + simulator->topic(),
                        folder.string());
    }
    return std::move(world.simulators);
}

Result<std::filesystem::path> definitionsFolder() {
    if (const char* chosen = std::getenv("DRIFTWOOD_RESOURCES"); chosen != nullptr && *chosen != '\0')
        return std::filesystem::path(chosen) / "demo"; // loadWorld() reports if it is missing
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    const auto installed = program.parent_path().parent_path() / "share" / "driftwood" / "demo";
    if (!failed && isFolder(installed))
        return installed;
    const std::filesystem::path source = DRIFTWOOD_SOURCE_RESOURCES "/demo";
    if (isFolder(source))
        return source;
    return fail(ErrorCode::NotFound, "the demo's definitions are missing", installed.string(),
                "Set DRIFTWOOD_RESOURCES to the folder that has demo/*.json.");
}

} // namespace driftwood::demo
