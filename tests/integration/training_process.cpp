// Trains endlessly on a data set of a workspace, until a test kills it: BOOTSTRAP FOLDER DATASET.
#include "sensor_bench.h"

#include <QCoreApplication>
#include <cstdio>

using namespace driftwood;

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    if (argc != 4)
        return 2;
    broker::ConnectionProfile profile;
    profile.name.assign("bench");
    profile.bootstrapServers = argv[1];
    profile.extra.emplace("fetch.wait.max.ms", "5");
    auto connection = broker::Connection::open(profile);
    if (!connection)
        return 3;
    auto request = test::SensorBench::request(argv[3], "endless");
    request.training.epochs = 1'000'000;
    request.training.patience = 0;
    const auto outcome =
        runs::runTraining(**connection, argv[2], request,
                          [](const runs::TrainUpdate& update) {
                              if (update.progress.stage == "training" && update.progress.done == 20) {
                                  std::puts("training");
                                  std::fflush(stdout);
                              }
                          },
                          {});
    return outcome ? 0 : 4;
}
