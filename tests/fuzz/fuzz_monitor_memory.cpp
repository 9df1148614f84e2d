// A drift monitor's state is stored in a workspace, which may be damaged or come from another person. After
// recalling any state, records must be counted and judged as usual.

#include "unit/drift/watched_plant.h"

#include <cstdint>
#include <cstdlib>

using namespace driftwood;

namespace {

constexpr std::size_t kRows = 90;

void require(bool holds) {
    if (!holds)
        std::abort();
}

test::Plant plant() {
    test::Plant plant(2);
    plant.run(kRows, {.shift = 1.0});
    return plant;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto model = test::plantModel();
    static const test::Plant watched = plant();
    const drift::DriftConfig config{.windowRecords = 40, .minimumRecords = 10};
    const auto monitor = test::monitorOf(config, model);
    if (!monitor->recall({reinterpret_cast<const char*>(data), size}))
        return 0;
    const auto reports = test::observeInBatches(*monitor, watched, 16);
    require(reports.size() == 2 || reports.size() == 3); // 90 records, and up to 39 from the recalled window
    for (const drift::DriftReport& report : reports)
        require(report.records == config.windowRecords);
    for (const drift::Alarm& alarm : monitor->alarms())
        require(!alarm.text().empty());
    (void)monitor->memory();
    (void)monitor->flush();
    return 0;
}
