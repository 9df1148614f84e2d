#include <QDirIterator>
#include <QMap>
#include <QRegularExpression>
#include <QtTest>

// Checks the code against the architecture: the direction of includes, the third-party headers that a room
// may include, and the size of files and folders.

namespace {

const QString kRoot = QStringLiteral(DRIFTWOOD_SOURCE_DIR);

/// Left to right: a room may include itself and the rooms before it.
const QStringList kRooms{"base",      "broker",   "records",    "decoder", "dataset",    "graph",  "features",
                         "training",  "model",    "scoring",    "drift",   "workspace",  "demo",   "tasks",
                         "profiling", "browsing", "evaluation", "runs",    "monitoring", "session"};

/// The window's rooms, with the same rule.
const QStringList kUiRooms{"format",   "theme",   "widgets", "charts",   "itemmodels",
                           "page",     "connect", "start",   "browse",   "datasets",
                           "training", "models",  "monitor", "settings", "shell"};

/// Rooms beside the main data flow: only the rooms of the user's tasks may use them.
const QStringList kBankRooms{"workspace", "demo"};
const QStringList kTaskRooms{"tasks", "profiling", "browsing", "evaluation", "runs", "monitoring", "session"};

struct OutsideRule {
    QRegularExpression header;
    QStringList folders; ///< where it may be included; in headers only if listed with ".h"
};

const QList<OutsideRule> kOutside{
    {QRegularExpression("^librdkafka/"),
     {"core/broker/rdkafka", "tests/kafka", "tests/benchmarks", "tests/support", "tests/unit/broker"}},
    {QRegularExpression("^broker/rdkafka/"), {"core/broker/rdkafka", "tests"}},
    {QRegularExpression("^libsecret/"), {"core/broker"}},
    {QRegularExpression("^simdjson"), {"core/decoder"}},
    {QRegularExpression("^curl/"), {"core/decoder/registry"}},
    {QRegularExpression("^z(lib|std)"), {"core/decoder"}},
    {QRegularExpression("^avro[./]"), {"core/decoder/formats/avro", "core/demo"}},
    {QRegularExpression("^httplib"), {"core/demo"}},
    {QRegularExpression("^google/protobuf/"), {"core/decoder/formats/protobuf"}},
    {QRegularExpression("^zip[.]h$"), {"core/model/exporters"}},
    {QRegularExpression("onnx[.]pb[.]h$"), {"core/model/exporters"}},
    {QRegularExpression("^spdlog/"), {"core/base"}},
    {QRegularExpression("^openssl/"), {"core/dataset", "core/decoder/masking"}},
    {QRegularExpression("^(torch|ATen|c10|caffe2)/"), {"core/libtorch"}},
    {QRegularExpression("^CLI/"), {"app", "tests/unit/cli"}},
    {QRegularExpression("^QSql"), {"core/workspace", "tests/unit/workspace"}},
    {QRegularExpression("^qcustomplot"), {"ui/charts", "tests/benchmarks"}},
    {QRegularExpression("^Q[A-Z]"), {"core/workspace", "core/tasks", "core/session", "ui", "app", "tests"}},
    {QRegularExpression("^nlohmann/"),
     {"core/base", "core/decoder", "core/dataset", "core/features", "core/training", "core/model",
      "core/libtorch", "core/scoring", "core/drift", "core/workspace", "core/demo", "core/profiling",
      "core/browsing", "core/evaluation", "core/runs", "core/monitoring", "core/session", "app", "tests"}},
};

constexpr int kHardLineLimit = 600;
constexpr int kAimSource = 300;
constexpr int kAimHeader = 150;
constexpr int kCoreFolderFiles = 45;
constexpr int kUiFolderFiles = 50;

struct Include {
    QString file; ///< relative to the root
    int line;
    QString header;
};

QStringList sources() {
    QStringList out;
    for (const char* top : {"core", "ui", "app", "tests"}) {
        QDirIterator it(kRoot + '/' + top, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            out << QDir(kRoot).relativeFilePath(it.next());
    }
    out.sort();
    return out;
}

QStringList linesOf(const QString& relative) {
    QFile file(kRoot + '/' + relative);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split('\n');
}

QList<Include> includes() {
    static const QRegularExpression pattern("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]");
    QList<Include> out;
    for (const QString& file : sources()) {
        const QStringList lines = linesOf(file);
        for (int i = 0; i < lines.size(); ++i)
            if (const auto match = pattern.match(lines[i]); match.hasMatch())
                out << Include{file, i + 1, match.captured(1)};
    }
    return out;
}

QString at(const Include& include) { return QStringLiteral("%1:%2").arg(include.file).arg(include.line); }

bool isUnder(const QString& file, const QStringList& folders) {
    return std::any_of(folders.begin(), folders.end(),
                       [&](const QString& f) { return file.startsWith(f + '/'); });
}

} // namespace

class TestArchitecture : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void thereIsSomethingToRead() {
        QVERIFY(sources().size() > 50);
        QVERIFY(includes().size() > 200);
    }

    void coreRoomsIncludeToTheLeftOnly() {
        QStringList wrong;
        for (const Include& include : includes()) {
            if (!include.file.startsWith("core/"))
                continue;
            const QString from = include.file.section('/', 1, 1);
            const QString to = include.header.section('/', 0, 0);
            if (include.header.startsWith("ui/") || include.header.startsWith("app/"))
                wrong << at(include) + " includes " + include.header + ": core knows neither ui nor app";
            const int toIndex = static_cast<int>(kRooms.indexOf(to));
            if (toIndex < 0 || !include.header.contains('/'))
                continue;
            // The late-loaded module is not part of the order; it implements model's interface.
            if (from == "libtorch") {
                if (toIndex > kRooms.indexOf("model"))
                    wrong << at(include) + " includes " + include.header + ": libtorch stands behind model";
                continue;
            }
            const int fromIndex = static_cast<int>(kRooms.indexOf(from));
            if (toIndex > fromIndex)
                wrong << at(include) + " includes " + include.header + ": " + to + " is to the right of " +
                             from;
            if (to != from && kBankRooms.contains(to) && !kTaskRooms.contains(from))
                wrong << at(include) + " includes " + include.header +
                             ": only the rooms of the tasks and programs use " + to;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void everyRoomOfCoreIsInThePlan() {
        const QStringList folders = QDir(kRoot + "/core").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString& folder : folders) {
            QVERIFY2(kRooms.contains(folder) || folder == "libtorch",
                     qPrintable("core/" + folder + " is not in the plan"));
            QVERIFY2(QFile::exists(kRoot + "/core/" + folder + "/README.md"),
                     qPrintable("core/" + folder + " has no README.md"));
        }
    }

    void outsideHeadersStayInTheirRooms() {
        QStringList wrong;
        for (const Include& include : includes())
            for (const OutsideRule& rule : kOutside)
                if (rule.header.match(include.header).hasMatch() && !isUnder(include.file, rule.folders) &&
                    include.header != "nlohmann/json_fwd.hpp")
                    wrong << at(include) + " includes " + include.header + ", allowed in " +
                                 rule.folders.join(", ");
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void headersUsedByOtherRoomsHideTheirLibraries() {
        // A header that no other room includes is private to its room.
        QSet<QString> shared;
        for (const Include& include : includes())
            if (!include.file.startsWith("tests/") &&
                include.header.section('/', 0, 0) != include.file.section('/', 1, 1))
                shared << "core/" + include.header;
        QStringList wrong;
        static const QRegularExpression hidden("^(librdkafka/|libsecret/|simdjson|curl/|z(lib|std)|avro[./"
                                               "]|google/|spdlog/|openssl/|torch/|QSql)");
        for (const Include& include : includes())
            if (shared.contains(include.file) && hidden.match(include.header).hasMatch())
                wrong << at(include) + " shows " + include.header + " to everyone who includes it";
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void uiRoomsIncludeToTheLeftOnly() {
        QStringList wrong;
        for (const Include& include : includes()) {
            if (!include.file.startsWith("ui/") || !include.header.startsWith("ui/"))
                continue;
            const auto from = kUiRooms.indexOf(include.file.section('/', 1, 1));
            const auto to = kUiRooms.indexOf(include.header.section('/', 1, 1));
            if (from < 0 || to < 0 || to > from)
                wrong << at(include) + " includes " + include.header;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void everyRoomOfTheWindowIsInThePlan() {
        const QStringList folders = QDir(kRoot + "/ui").entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString& folder : folders) {
            QVERIFY2(kUiRooms.contains(folder), qPrintable("ui/" + folder + " is not in the plan"));
            QVERIFY2(QFile::exists(kRoot + "/ui/" + folder + "/README.md"),
                     qPrintable("ui/" + folder + " has no README.md"));
        }
    }

    void coloursAreNamedInTheThemeAlone() {
        static const QRegularExpression literal(
            "\"#[0-9A-Fa-f]{3,8}\"|\\bQColor\\s*\\(\\s*\\d|\\bQColor\\s*\\{\\s*\\d|\\bqRgba?\\s*\\(\\s*\\d|"
            "setStyleSheet");
        QStringList wrong;
        for (const QString& file : sources()) {
            if (!file.startsWith("ui/") && !file.startsWith("app/workbench/"))
                continue;
            const QStringList lines = linesOf(file);
            for (int i = 0; i < lines.size(); ++i)
                if (literal.match(lines[i]).hasMatch())
                    wrong << QStringLiteral("%1:%2: %3").arg(file).arg(i + 1).arg(lines[i].trimmed());
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    /// Everything that depends on the task must be in the table of objectives, so that a new task is added
    /// only there.
    void theObjectivesAloneAskForTheTask() {
        static const QRegularExpression task("\\bTask::\\w");
        QStringList wrong;
        for (const QString& file : sources()) {
            if (file.startsWith("tests/") || file.startsWith("core/training/objectives/"))
                continue;
            const QStringList lines = linesOf(file);
            for (int i = 0; i < lines.size(); ++i)
                if (task.match(lines[i]).hasMatch())
                    wrong << QStringLiteral("%1:%2: %3").arg(file).arg(i + 1).arg(lines[i].trimmed());
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void theWindowHasNoMutex() {
        QStringList wrong;
        for (const Include& include : includes())
            if (include.file.startsWith("ui/") &&
                QStringList{"mutex", "shared_mutex", "condition_variable", "QMutex", "thread"}.contains(
                    include.header))
                wrong << at(include) + " includes " + include.header;
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void pagesDoNotIncludeEachOther() {
        static const QStringList pages{"start",  "browse",  "datasets", "training",
                                       "models", "monitor", "settings"};
        QStringList wrong;
        for (const Include& include : includes()) {
            const QString from = include.file.section('/', 1, 1);
            const QString to = include.header.section('/', 1, 1);
            if (include.file.startsWith("ui/") && include.header.startsWith("ui/") && pages.contains(to) &&
                from != to && pages.contains(from))
                wrong << at(include) + " includes " + include.header;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    /// Without test slots a test program passes without testing anything.
    void everyTestClassHasTests() {
        static const QRegularExpression kClass("^class Test\\w+ (final )?: public QObject");
        static const QRegularExpression kSlots("^\\s*private Q_SLOTS:");
        QStringList wrong;
        for (const QString& file : sources()) {
            const QStringList lines = linesOf(file);
            if (!lines.filter(kClass).isEmpty() && lines.filter(kSlots).isEmpty())
                wrong << file;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }

    void filesStaySmall() {
        QStringList tooLarge;
        for (const QString& file : sources()) {
            const int lines = static_cast<int>(linesOf(file).size());
            if (lines > kHardLineLimit)
                tooLarge << QStringLiteral("%1 has %2 lines, more than %3")
                                .arg(file)
                                .arg(lines)
                                .arg(kHardLineLimit);
            else if (!file.startsWith("tests/") && lines > (file.endsWith(".h") ? kAimHeader : kAimSource))
                qInfo().noquote() << QStringLiteral("over the aim: %1 has %2 lines").arg(file).arg(lines);
        }
        QVERIFY2(tooLarge.isEmpty(), qPrintable(tooLarge.join('\n')));
    }

    void foldersStaySmall() {
        QMap<QString, int> files;
        for (const QString& file : sources())
            ++files[file.section('/', 0, -2)];
        QStringList tooLarge;
        for (const auto& [top, most] :
             {std::pair("core/", kCoreFolderFiles), std::pair("ui/", kUiFolderFiles)})
            for (auto folder = files.cbegin(); folder != files.cend(); ++folder)
                if (folder.key().startsWith(top) && folder.value() > most)
                    tooLarge << QStringLiteral("%1 has %2 files, more than %3")
                                    .arg(folder.key())
                                    .arg(folder.value())
                                    .arg(most);
        QVERIFY2(tooLarge.isEmpty(), qPrintable(tooLarge.join('\n')));
    }

    void nothingNamesTheMachineItWasMadeOn() {
        static const QRegularExpression path("(?<![\\w./])/(home|root|work)/");
        QStringList wrong;
        for (const QString& file : sources()) {
            if (file == "tests/architecture/test_architecture.cpp")
                continue;
            const QStringList lines = linesOf(file);
            for (int i = 0; i < lines.size(); ++i)
                if (path.match(lines[i]).hasMatch())
                    wrong << QStringLiteral("%1:%2: %3").arg(file).arg(i + 1).arg(lines[i].trimmed());
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join('\n')));
    }
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "test_architecture.moc"
