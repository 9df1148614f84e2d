// The workspace file itself: versions, kills, several processes, read-only disks.
#include "base/files.h"
#include "support/result_check.h"
#include "workspace/database.h"
#include "workspace/migrations.h"
#include "workspace/workspace.h"

#include <QProcess>
#include <QTemporaryDir>

#include <array>
#include <csignal>
#include <sys/resource.h>
#include <unistd.h>

using namespace driftwood;
using namespace driftwood::workspace;

namespace {

std::vector<std::string> texts(Database& database, const char* sql) {
    auto rows = database.select<std::string>(sql, {}, [](RowReader row) { return row.text(); });
    return rows ? *rows : std::vector<std::string>{rows.error().text()};
}

QByteArray bytesOf(const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Drops root's rights temporarily, because root may write anywhere.
class Unprivileged {
  public:
    Unprivileged() { m_changed = geteuid() == 0 && seteuid(65534) == 0; }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;
    ~Unprivileged() {
        if (m_changed && seteuid(0) != 0)
            std::abort();
    }

  private:
    bool m_changed = false;
};

/// Limits the size of this process's files to `bytes` while it exists: the closest to a full disk.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limited{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limited);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }

  private:
    rlimit m_before{};
};

const Migration kOlder = {"CREATE TABLE old (value TEXT)", "INSERT INTO old VALUES ('kept')"};

} // namespace

class TestWorkspaceFile : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = m_temporary->path().toStdString();
        m_file = m_folder / "workspace.sqlite";
    }

    void aMovedWorkspaceKeepsItsModels() {
        const auto before = m_folder / "before";
        const auto after = m_folder / "elsewhere" / "after";
        {
            auto workspace = Workspace::open(before);
            VERIFY_OK(workspace);
            VERIFY_OK(makeFolder(before / "models" / "abcd1111"));
            VERIFY_OK(makeFolder(before / "checkpoints"));
            VERIFY_OK(writeFileAtomically(before / "checkpoints" / "run-1.safetensors", "weights"));
            RunRow run;
            run.checkpointPath = (before / "checkpoints" / "run-1.safetensors").string();
            VERIFY_OK((*workspace)->addRun(run));
            ModelRow model;
            model.id = "abcd1111";
            model.bundlePath = (before / "models" / "abcd1111").string();
            VERIFY_OK((*workspace)->addModel(model));
            VERIFY_OK((*workspace)->addExport({model.id, "torchscript", "/exports/pump.pt", {}, ""}));
        }
        VERIFY_OK(makeFolder(after.parent_path()));
        std::filesystem::rename(before, after);
        auto workspace = Workspace::open(after);
        VERIFY_OK(workspace);
        const auto model = (*workspace)->model("abcd1111");
        VERIFY_OK(model);
        QCOMPARE(model->bundlePath, (after / "models" / "abcd1111").string());
        QCOMPARE((*workspace)->run(1)->checkpointPath,
                 (after / "checkpoints" / "run-1.safetensors").string());
        QCOMPARE((*workspace)->exports("abcd1111")->front().path, std::string("/exports/pump.pt"));
    }

    void aWorkspaceNamedFromWhereItIsKeepsItsModels() {
        const auto here = std::filesystem::current_path();
        std::filesystem::current_path(m_folder);
        auto workspace = Workspace::open("ws");
        VERIFY_OK(makeFolder("ws/models/abcd1111"));
        ModelRow model;
        model.id = "abcd1111";
        model.bundlePath = "ws/models/abcd1111";
        const Status added = workspace ? (*workspace)->addModel(model) : Status();
        std::filesystem::current_path(here);
        VERIFY_OK(workspace);
        VERIFY_OK(added);
        const auto back = (*workspace)->model("abcd1111");
        VERIFY_OK(back);
        QCOMPARE(back->bundlePath, (m_folder / "ws" / "models" / "abcd1111").string());
    }

    void pathsOfOlderWorkspacesAreUnderstood_data() {
        QTest::addColumn<QString>("stored");
        QTest::newRow("absolute, before a move") << "/nowhere/any more/models/abcd1111";
        QTest::newRow("as typed, from elsewhere") << "some/where/models/abcd1111";
    }
    void pathsOfOlderWorkspacesAreUnderstood() {
        QFETCH(QString, stored);
        VERIFY_OK(makeFolder(m_folder / "models" / "abcd1111"));
        VERIFY_OK(Workspace::open(m_folder));
        {
            auto database = Database::open(m_file);
            VERIFY_OK(database);
            VERIFY_OK((*database)->execute("INSERT INTO models VALUES (NULL, 'abcd1111', '', '', ?, '', NULL,"
                                           " '', '{}', '')",
                                           {stored}));
        }
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        QCOMPARE((*workspace)->model("abcd1111")->bundlePath, (m_folder / "models" / "abcd1111").string());
    }

    void aClosedWorkspaceOpensAgainWithItsContent() {
        {
            auto first = Workspace::open(m_folder);
            VERIFY_OK(first);
            VERIFY_OK((*first)->addRun(RunRow{}));
        }
        auto second = Workspace::open(m_folder);
        VERIFY_OK(second);
        QCOMPARE((*second)->runs().value().size(), std::size_t(1));
    }

    void anOlderFileIsMigratedAndACopyKept() {
        const std::vector<Migration> two = {kOlder, {"ALTER TABLE old ADD COLUMN added TEXT DEFAULT 'new'"}};
        auto database = Database::open(m_file);
        VERIFY_OK(database);
        VERIFY_OK(migrate(**database, {two.data(), 1}));
        VERIFY_OK(migrate(**database, two));
        QCOMPARE((*database)->number("PRAGMA user_version").value(), std::int64_t(2));
        QCOMPARE(texts(**database, "SELECT value || added FROM old").front(), std::string("keptnew"));

        auto copy = Database::open(m_folder / "workspace.sqlite.version-1.bak");
        VERIFY_OK(copy);
        QCOMPARE((*copy)->number("PRAGMA user_version").value(), std::int64_t(1));
        QCOMPARE(texts(**copy, "SELECT value FROM old").front(), std::string("kept"));
        VERIFY_FAILS((*copy)->execute("SELECT added FROM old"), ErrorCode::Io);
    }

    void serversThatStoodForAProfileAreServersAfterMigration() {
        constexpr std::size_t kBefore = 5; // the version before the columns existed
        {
            auto database = Database::open(m_file);
            VERIFY_OK(database);
            VERIFY_OK(migrate(**database, migrations().first(kBefore)));
            VERIFY_OK(
                (*database)->execute("INSERT INTO profiles VALUES ('odd:name', 'h:1', 'PLAINTEXT', 'PLAIN', "
                                     "'', '', '', '', '', 1, '{}', '')"));
            for (const char* name : {"lab", "h:1,i:2", "odd:name"})
                VERIFY_OK((*database)->execute(
                    "INSERT INTO datasets (name, profile_name, manifest) VALUES (?, ?, '')",
                    {QString(name), QString(name)}));
            VERIFY_OK(migrate(**database, migrations()));
            QCOMPARE(texts(**database,
                           "SELECT profile_name || '|' || bootstrap_servers FROM datasets ORDER BY id"),
                     (std::vector<std::string>{"lab|", "|h:1,i:2", "odd:name|"}));
            VERIFY_OK((*database)->execute("DELETE FROM datasets"));
            VERIFY_OK((*database)->execute(
                "INSERT INTO monitors VALUES (7, '', '', '', '', '', 0, 0, '', '', '', '')"));
            VERIFY_OK((*database)->execute("DELETE FROM monitors"));
        }
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        QCOMPARE((*workspace)->addMonitor(MonitorRow{}).value(), std::int64_t{8});
    }

    void aMigrationThatFailsHalfWayLeavesTheOldFile() {
        const std::vector<Migration> broken = {
            kOlder,
            {"UPDATE old SET value = 'changed'", "CREATE TABLE half (x)", "INSERT INTO nowhere VALUES (1)"}};
        auto database = Database::open(m_file);
        VERIFY_OK(database);
        VERIFY_OK(migrate(**database, {broken.data(), 1}));
        const auto failed = migrate(**database, broken);
        VERIFY_FAILS(failed, ErrorCode::Io);
        QVERIFY(failed.error().text().find("version 2") != std::string::npos);
        QCOMPARE((*database)->number("PRAGMA user_version").value(), std::int64_t(1));
        QCOMPARE(texts(**database, "SELECT value FROM old").front(), std::string("kept"));
        QCOMPARE((*database)->number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").value(),
                 std::int64_t(0));
    }

    void aMigrationWithoutRoomForTheCopyDoesNotBegin() {
        const std::vector<Migration> two = {kOlder, {"DROP TABLE old"}};
        auto database = Database::open(m_file);
        VERIFY_OK(database);
        VERIFY_OK(migrate(**database, {two.data(), 1}));
        {
            const FileSizeLimit tiny(512);
            VERIFY_FAILS(migrate(**database, two), ErrorCode::Io);
        }
        QCOMPARE((*database)->number("PRAGMA user_version").value(), std::int64_t(1));
        QCOMPARE(texts(**database, "SELECT value FROM old").front(), std::string("kept"));
        QCOMPARE(QDir(m_temporary->path()).entryList({"*.bak*"}, QDir::Files).size(), 0);
    }

    void aFileOfANewerProgramIsRefusedUnchanged() {
        { VERIFY_OK(Workspace::open(m_folder)); }
        {
            auto database = Database::open(m_file);
            VERIFY_OK(database);
            VERIFY_OK((*database)->execute("PRAGMA journal_mode = DELETE"));
            VERIFY_OK((*database)->execute("PRAGMA user_version = 999"));
        }
        const QByteArray before = bytesOf(m_file);
        const auto opened = Workspace::open(m_folder);
        VERIFY_FAILS(opened, ErrorCode::Unsupported);
        QVERIFY(opened.error().text().find("999") != std::string::npos);
        QCOMPARE(bytesOf(m_file), before);
        QCOMPARE(QDir(m_temporary->path()).entryList(QDir::Files), QStringList{"workspace.sqlite"});
    }

    void somebodyElsesDatabaseIsRefusedUnchanged() {
        {
            auto database = Database::open(m_file);
            VERIFY_OK(database);
            VERIFY_OK((*database)->execute("CREATE TABLE recipes (name TEXT)"));
        }
        const QByteArray before = bytesOf(m_file);
        VERIFY_FAILS(Workspace::open(m_folder), ErrorCode::CorruptData);
        QCOMPARE(bytesOf(m_file), before);
    }

    void aDamagedFileIsNamed() {
        QFile file(QString::fromStdString(m_file.string()));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(8192, 'x'));
        file.close();
        const auto opened = Workspace::open(m_folder);
        VERIFY_FAILS(opened, ErrorCode::CorruptData);
        QVERIFY(opened.error().where.find("workspace.sqlite") != std::string::npos);
    }

    void aWriterKilledAtAnyMomentLeavesEveryCommittedCall() {
        constexpr int kMetrics = 200;
        std::vector<std::int64_t> reported;
        for (int round = 0; round < 8; ++round) {
            QProcess writer;
            writer.start(WORKSPACE_WRITER, {m_temporary->path(), "0", QString::number(kMetrics)});
            QByteArray output;
            while (output.count('\n') < 1 + round &&
                   writer.waitForReadyRead(30000)) // at a different moment each time
                output += writer.readAllStandardOutput();
            QVERIFY(output.count('\n') > round);
            QCOMPARE(::kill(static_cast<pid_t>(writer.processId()), SIGKILL), 0);
            QVERIFY(writer.waitForFinished(30000));
            output += writer.readAllStandardOutput();
            // A last line without its end is a truncated id.
            for (const QByteArray& line : output.left(output.lastIndexOf('\n')).split('\n'))
                reported.push_back(line.toLongLong());
        }
        auto database = Database::open(m_file);
        VERIFY_OK(database);
        QCOMPARE(texts(**database, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
        QVERIFY(texts(**database, "PRAGMA foreign_key_check").empty());
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        QVERIFY2(reported.size() > 8, "the writer was killed before it did anything worth testing");
        for (const std::int64_t id : reported) {
            VERIFY_OK((*workspace)->run(id));
            QCOMPARE((*workspace)->metrics(id).value().size(), std::size_t(kMetrics));
        }
        // The call that was in progress is stored completely or not at all.
        const auto runs = (*workspace)->runs();
        VERIFY_OK(runs);
        for (const RunRow& run : *runs) {
            const auto metrics = (*workspace)->metrics(run.id).value().size();
            QVERIFY(metrics == 0 || metrics == kMetrics);
        }
    }

    void severalProcessesWriteAtOnce() {
        // All of them create and migrate the file at the same time.
        constexpr int kRuns = 60;
        std::array<QProcess, 3> writers;
        for (QProcess& writer : writers)
            writer.start(WORKSPACE_WRITER, {m_temporary->path(), QString::number(kRuns), "50"});
        for (QProcess& writer : writers) {
            QVERIFY(writer.waitForFinished(120000));
            const QByteArray errors = writer.readAllStandardError();
            QVERIFY2(writer.exitCode() == 0, errors.constData());
        }
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        const auto runs = (*workspace)->runs();
        VERIFY_OK(runs);
        QCOMPARE(runs->size(), writers.size() * kRuns);
        for (const RunRow& run : *runs)
            QCOMPARE((*workspace)->metrics(run.id).value().size(), std::size_t(50));
    }

    void aReaderSeesWhatAnotherConnectionCommitted() {
        auto writer = Workspace::open(m_folder);
        auto reader = Workspace::open(m_folder);
        VERIFY_OK(writer);
        VERIFY_OK(reader);
        VERIFY_OK((*writer)->addRun(RunRow{}));
        QCOMPARE((*reader)->runs().value().size(), std::size_t(1));
    }

    void aFullDatabaseSaysNoSpaceAndKeepsWhatItHad() {
        { VERIFY_OK(Workspace::open(m_folder)); }
        auto database = Database::open(m_file);
        VERIFY_OK(database);
        const auto pages = (*database)->number("PRAGMA page_count").value();
        const std::string limit = "PRAGMA max_page_count = " + std::to_string(pages + 2);
        VERIFY_OK((*database)->execute(limit.c_str()));
        VERIFY_FAILS((*database)->transaction([&]() -> Status {
            for (int i = 0; i < 1000; ++i) {
                auto added = (*database)->execute(
                    "INSERT INTO datasets (name, profile_name, manifest) VALUES (?, '', ?)",
                    {QString::number(i), QString(1000, 'm')});
                if (!added)
                    return forward(added);
            }
            return {};
        }),
                     ErrorCode::NoSpace);
        QCOMPARE((*database)->number("SELECT count(*) FROM datasets").value(), std::int64_t(0));
        VERIFY_OK(
            (*database)->execute("INSERT INTO datasets (name, profile_name, manifest) VALUES ('a', '', '')"));
    }

    void aFileThatCannotGrowIsAnErrorAndNothingIsHalfThere() {
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        const auto run = (*workspace)->addRun(RunRow{}).value();
        std::vector<MetricRow> many;
        for (int step = 0; step < 20000; ++step)
            many.push_back({step, "train/loss", 0.5});
        {
            const FileSizeLimit limit(200000);
            VERIFY_FAILS((*workspace)->addMetrics(run, many), ErrorCode::Io);
        }
        QCOMPARE((*workspace)->metrics(run).value().size(), std::size_t(0));
        VERIFY_OK((*workspace)->addMetrics(run, many));
        QCOMPARE((*workspace)->metrics(run).value().size(), many.size());
    }

    void aFolderThatMayNotBeWrittenIsNamed() {
        QVERIFY(QFile::setPermissions(m_temporary->path(), QFile::ReadOwner | QFile::ExeOwner |
                                                               QFile::ReadOther | QFile::ExeOther));
        {
            const Unprivileged nobody;
            const auto inside = Workspace::open(m_folder / "new");
            VERIFY_FAILS(inside, ErrorCode::Io);
            QVERIFY(inside.error().text().find(m_folder.string()) != std::string::npos);
            const auto here = Workspace::open(m_folder);
            VERIFY_FAILS(here, ErrorCode::Io);
            QVERIFY(here.error().text().find("workspace.sqlite") != std::string::npos);
        }
        QVERIFY(QFile::setPermissions(m_temporary->path(),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }

    void aWriterThatNeverLetsGoIsReported() {
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        auto other = Database::open(m_file);
        VERIFY_OK(other);
        VERIFY_OK((*other)->execute("BEGIN IMMEDIATE"));
        VERIFY_FAILS((*workspace)->addRun(RunRow{}), ErrorCode::Stalled);
        VERIFY_OK((*other)->execute("ROLLBACK"));
        VERIFY_OK((*workspace)->addRun(RunRow{}));
    }

    void anotherThreadIsRefused() {
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        Result<std::int64_t> added = 0;
        std::thread([&] { added = (*workspace)->addRun(RunRow{}); }).join();
        VERIFY_FAILS(added, ErrorCode::Internal);
    }

    void theDefaultFolderFollowsTheEnvironment() {
        qputenv("DRIFTWOOD_WORKSPACE", "/somewhere/else");
        QCOMPARE(defaultFolder().string(), std::string("/somewhere/else"));
        qunsetenv("DRIFTWOOD_WORKSPACE");
        QVERIFY(defaultFolder().string().ends_with("/driftwood"));
        QVERIFY(defaultFolder().is_absolute());
    }

  private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    std::filesystem::path m_folder;
    std::filesystem::path m_file;
};

QTEST_GUILESS_MAIN(TestWorkspaceFile)
#include "test_workspace_file.moc"
