#include "app/tour/album.h"
#include "app/tour/screenplay.h"
#include "app/tour/stage.h"
#include "base/number_locale.h"
#include "base/version.h"
#include "tasks/leave.h"

#include <CLI/CLI.hpp>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <cstdio>
#include <cstdlib>

namespace driftwood::tour {
namespace {

constexpr QSize kWindowSize(1440, 900);

struct Options {
    std::string folder = "driftwood-tour";
    int width = kWindowSize.width();
    int height = kWindowSize.height();
    std::string language = "en";
};

void say(const QString& text) { std::printf("%s\n", qPrintable(text)); }

/// Plays the scenes; returns an empty text if all succeeded, otherwise the failure.
QString play(Stage& stage, Album& album) {
    QElapsedTimer clock;
    clock.start();
    for (const Scene& scene : mainJob()) {
        if (scene.act)
            scene.act(stage);
        const bool came =
            !scene.hasCome || Stage::waitFor([&] { return scene.hasCome(stage); }, scene.patienceMs);
        if (scene.picture || !came) {
            auto taken =
                album.take(scene.title, scene.caption, stage.window(), stage.workbench().preferences());
            if (!taken)
                return QString::fromStdString(taken.error().text());
        }
        say(QStringLiteral("%1 s  %2  %3")
                .arg(static_cast<double>(clock.elapsed()) / 1000.0, 6, 'f', 1)
                .arg(came ? "ok " : "FAILED", scene.title));
        std::fflush(stdout);
        if (!came)
            return QStringLiteral("“%1” did not finish within %2 s.")
                .arg(scene.title)
                .arg(scene.patienceMs / 1000);
    }
    return {};
}

int run(QApplication& app, const Options& options) {
    const QTemporaryDir workspace;
    Album album(QString::fromStdString(options.folder));
    if (auto ready = album.prepare(); !ready) {
        std::fprintf(stderr, "driftwood-tour: %s\n", ready.error().text().c_str());
        return EXIT_FAILURE;
    }
    QString failure;
    {
        ui::Preferences().setLanguage(QString::fromStdString(options.language));
        workbench::Workbench workbench(app, workspace.path().toStdString());
        workbench.window().resize(options.width, options.height);
        workbench.show();
        workbench.window().activateWindow();
        Stage stage(workbench);
        failure = play(stage, album);
        workbench.window().close();
    }
    const QString verdict = failure.isEmpty()
                                ? QStringLiteral("The main job, from the demo's topics to the range that "
                                                 "drifted, in %1 pictures.")
                                      .arg(album.count())
                                : failure;
    if (auto written = album.writePage(verdict); !written) {
        std::fprintf(stderr, "driftwood-tour: %s\n", written.error().text().c_str());
        return EXIT_FAILURE;
    }
    say(verdict);
    say(QStringLiteral("The pictures lie in %1; open %2")
            .arg(QString::fromStdString(options.folder), album.pagePath()));
    return failure.isEmpty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace
} // namespace driftwood::tour

int main(int argc, char** argv) {
    CLI::App parser("Drives the real window through the main job on the demo and leaves pictures of it.",
                    "driftwood-tour");
    driftwood::tour::Options options;
    parser.add_option("folder", options.folder, "Where the pictures go")->capture_default_str();
    parser.add_option("--width", options.width, "Of the window")->capture_default_str();
    parser.add_option("--height", options.height, "Of the window")->capture_default_str();
    parser.add_option("--language", options.language, "Of the window, as en or de")->capture_default_str();
    CLI11_PARSE(parser, argc, argv);
    // Uses separate settings, so that the user's are not changed.
    QCoreApplication::setOrganizationName("driftwood");
    QCoreApplication::setApplicationName("driftwood-tour");
    QCoreApplication::setApplicationVersion(QString::fromStdString(driftwood::version()));
    QApplication app(argc, argv);
    driftwood::useDecimalPoint();
    QApplication::setCursorFlashTime(0);
    return driftwood::tasks::leave(driftwood::tour::run(app, options));
}
