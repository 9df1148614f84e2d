#include "ui/page/demo_options.h"

namespace driftwood::ui {
namespace {

constexpr double kLiveRate = 0.5;
constexpr std::chrono::seconds kDriftAfter{75};

} // namespace

demo::DemoOptions windowDemo() {
    demo::DemoOptions options;
    options.liveRate = kLiveRate;
    options.driftAfter = kDriftAfter;
    return options;
}

} // namespace driftwood::ui
