#include "app/workbench/timed_application.h"
#include "app/workbench/workbench.h"
#include "base/core_dumps.h"
#include "base/number_locale.h"
#include "base/version.h"
#include "tasks/leave.h"
#include "ui/connect/connecting.h"
#include "ui/page/demo_options.h"
#include "ui/page/nameless_settings.h"
#include "ui/page/recent_connections.h"
#include "workspace/workspace.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace driftwood::workbench {
namespace {

struct Options {
    std::string workspace;
    std::string profile;
    bool demo = false;
    int slowEventsMs = 0; ///< 0: events are not measured
};

/// Qt aborts the process when there is no display; this check allows a proper message first.
bool hasDisplay() {
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
            return true;
    return false;
}

std::unique_ptr<QApplication> makeApplication(int& argc, char** argv, int slowEventsMs) {
    if (slowEventsMs == 0)
        return std::make_unique<QApplication>(argc, argv);
    return std::make_unique<TimedApplication>(
        argc, argv, std::chrono::milliseconds(slowEventsMs), [](const SlowEvent& slow) {
            std::fprintf(stderr, "driftwood: %lld ms (%lld computing) for %s\n",
                         static_cast<long long>(slow.took.count()),
                         static_cast<long long>(slow.computed.count()), qPrintable(slow.what));
        });
}

void openWhatWasAskedFor(Workbench& workbench, const Options& options) {
    session::AppContext& app = workbench.app();
    if (options.demo) {
        app.connection.openDemo(ui::windowDemo());
        workbench.window().go(ui::Link::toPage(ui::kBrowsePage));
    } else if (!options.profile.empty()) {
        // Profiles are known only after the workspace has been read.
        QObject::connect(
            &app.store, &session::Store::changed, &workbench,
            [&app, &workbench, name = options.profile] {
                for (const auto& profile : app.store.snapshot().profiles)
                    if (profile.name == name) {
                        ui::connectAsking(app, profile, &workbench.window());
                        workbench.window().go(ui::Link::toPage(ui::kBrowsePage));
                    }
            },
            Qt::SingleShotConnection);
    }
}

int run(int argc, char** argv) {
    CLI::App parser("A workbench for models on the Kafka log.", "driftwood");
    Options options;
    parser.set_version_flag("--version", "driftwood " + version());
    parser.add_option("-w,--workspace", options.workspace, "Folder of the workspace")
        ->envname("DRIFTWOOD_WORKSPACE");
    parser.add_option("--profile", options.profile, "Saved connection to open")->envname("DRIFTWOOD_PROFILE");
    parser.add_flag("--demo", options.demo, "Open the demo's broker");
    parser
        .add_option("--slow-events", options.slowEventsMs,
                    "Print the events that occupy the window for MS or more")
        ->type_name("MS")
        ->check(CLI::PositiveNumber);
    parser.allow_extras(); // accept Qt's own options, such as -platform
    CLI11_PARSE(parser, argc, argv);
    if (!hasDisplay()) {
        std::fputs(
            "driftwood: there is no display (DISPLAY, WAYLAND_DISPLAY). Without one, use driftwood-cli, or "
            "start it under a virtual display: xvfb-run driftwood\n",
            stderr);
        return EXIT_FAILURE;
    }
    const auto app = makeApplication(argc, argv, options.slowEventsMs);
    useDecimalPoint();
    int code = EXIT_SUCCESS;
    {
        ui::takeOverNamelessSettings();
        Workbench workbench(*app, options.workspace.empty() ? workspace::defaultFolder()
                                                            : std::filesystem::path(options.workspace));
        openWhatWasAskedFor(workbench, options);
        workbench.show();
        code = QApplication::exec();
    }
    return tasks::leave(code);
}

} // namespace
} // namespace driftwood::workbench

int main(int argc, char** argv) {
    driftwood::keepSecretsOutOfCoreDumps();
    // The same folder as for the CLI: <data>/driftwood.
    QCoreApplication::setOrganizationName(
        "driftwood"); // without it Qt stores settings under "Unknown Organization"
    QCoreApplication::setApplicationName("driftwood");
    QCoreApplication::setApplicationVersion(QString::fromStdString(driftwood::version()));
    QGuiApplication::setDesktopFileName("org.driftwood.Driftwood"); // for the name and icon on the desktop
    return driftwood::workbench::run(argc, argv);
}
