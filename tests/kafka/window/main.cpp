#include "kafka/support/source_records.h"
#include "kafka/window/window_tests.h"

#include <QApplication>
#include <QStandardPaths>

using namespace driftwood::test;

namespace {

constexpr KafkaTest kTests[] = {{"window-job", makeWindowJobTest, elec2Missing}};

} // namespace

int main(int argc, char** argv) {
    QStandardPaths::setTestModeEnabled(true); // do not touch the user's settings
    const QApplication application(argc, argv);
    return runOnBed(QApplication::arguments(), kTests);
}
