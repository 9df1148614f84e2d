// Adds `runs` runs (0: without end) with `metrics` metrics each to the workspace in `folder` and prints a
// run's id once its calls have returned. For tests of what remains when this process is killed.
#include "workspace/workspace.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

using namespace driftwood;

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    if (argc != 4)
        return 2;
    auto workspace = workspace::Workspace::open(argv[1]);
    if (!workspace) {
        std::fprintf(stderr, "%s\n", workspace.error().text().c_str());
        return 1;
    }
    const long runs = std::strtol(argv[2], nullptr, 10);
    const long metrics = std::strtol(argv[3], nullptr, 10);
    std::vector<workspace::MetricRow> rows;
    for (long step = 0; step < metrics; ++step)
        rows.push_back({step, "train/loss", 1.0 / static_cast<double>(step + 1)});
    for (long made = 0; runs == 0 || made < runs; ++made) {
        workspace::RunRow run;
        run.name = "writer";
        const auto id = (*workspace)->addRun(run);
        const auto added = id ? (*workspace)->addMetrics(*id, rows) : Status(tl::unexpect, id.error());
        if (!added) {
            std::fprintf(stderr, "%s\n", added.error().text().c_str());
            return 1;
        }
        std::printf("%lld\n", static_cast<long long>(*id));
        std::fflush(stdout);
    }
    return 0;
}
