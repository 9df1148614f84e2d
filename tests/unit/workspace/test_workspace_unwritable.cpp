// A workspace that is read-only, damaged, or has leftovers of killed programs.
#include "base/files.h"
#include "support/result_check.h"
#include "support/small_disk.h"
#include "workspace/copies.h"
#include "workspace/database.h"
#include "workspace/workspace.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace driftwood;
using driftwood::test::SmallDisk;
using namespace driftwood::workspace;
namespace fs = std::filesystem;

namespace {

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

/// Creates a workspace with one run; `log` leaves the run in the write-ahead log only, like a killed program.
void makeWorkspace(const fs::path& folder, bool log = false) {
    { VERIFY_OK(Workspace::open(folder)); }
    if (!log) {
        auto workspace = Workspace::open(folder);
        VERIFY_OK(workspace);
        VERIFY_OK((*workspace)->addRun(RunRow{}));
        return;
    }
    const pid_t child = ::fork();
    if (child == 0) {
        auto workspace = Workspace::open(folder);
        (void)(*workspace)->addRun(RunRow{});
        ::kill(::getpid(), SIGKILL);
    }
    ::waitpid(child, nullptr, 0);
    QVERIFY(fs::file_size(folder / "workspace.sqlite-wal") > 0);
    fs::remove(folder / "workspace.sqlite-shm");
}

void showsItsRunButTakesNoOther(const fs::path& folder, const std::string& why) {
    auto workspace = Workspace::open(folder);
    VERIFY_OK(workspace);
    QCOMPARE((*workspace)->whyReadOnly(), why);
    QCOMPARE((*workspace)->runs().value().size(), std::size_t(1));
    VERIFY_OK((*workspace)->models());
    const auto added = (*workspace)->addRun(RunRow{});
    QVERIFY(!added);
    QVERIFY2(added.error().what.find("the workspace cannot be written: " + why) == 0,
             added.error().text().c_str());
}

mode_t modeOf(const fs::path& path) {
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 07777U : 0;
}

void age(const fs::path& path, std::chrono::minutes by) {
    fs::last_write_time(path, fs::file_time_type::clock::now() - by);
}

} // namespace

class TestWorkspaceUnwritable : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_folder = fs::path(m_temporary->path().toStdString()) / "workspace";
        m_file = m_folder / "workspace.sqlite";
    }

    void aFolderThatMayNotBeWrittenIsRead() {
        makeWorkspace(m_folder);
        fs::permissions(m_folder, fs::perms(0555));
        fs::permissions(m_file, fs::perms(0444));
        fs::permissions(m_folder.parent_path(), fs::perms(0755));
        {
            const Unprivileged nobody;
            showsItsRunButTakesNoOther(m_folder, "Permission denied");
        }
        fs::permissions(m_folder, fs::perms(0755));
    }

    void aReadOnlyFileSystemIsRead() {
        const SmallDisk disk(m_folder, 2048);
        if (!disk.mounted())
            QSKIP("only root may mount a file system");
        makeWorkspace(m_folder);
        QVERIFY(disk.makeReadOnly());
        showsItsRunButTakesNoOther(m_folder, "its file system is read-only");
    }

    void aFullDiskIsRead_data() {
        QTest::addColumn<bool>("log");
        QTest::addColumn<int>("left");
        for (const bool log : {false, true})
            for (const int left : {0, 4, 8, 20, 36, 60})
                QTest::addRow("%s, %d KiB left", log ? "log" : "no log", left) << log << left;
    }
    void aFullDiskIsRead() {
        QFETCH(bool, log);
        QFETCH(int, left);
        const SmallDisk disk(m_folder, 2048);
        if (!disk.mounted())
            QSKIP("only root may mount a file system");
        makeWorkspace(m_folder, log);
        disk.fill(left);
        {
            auto workspace = Workspace::open(m_folder);
            VERIFY_OK(workspace);
            QCOMPARE((*workspace)->runs().value().size(), std::size_t(1));
            VERIFY_OK((*workspace)->models());
            if (left == 0) {
                QCOMPARE((*workspace)->whyReadOnly(), std::string("the disk is full"));
                const auto added = (*workspace)->addRun(RunRow{.name = std::string(100'000, 'n')});
                QVERIFY(!added);
            }
        }
        fs::remove(m_folder / "ballast");
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        QCOMPARE((*workspace)->whyReadOnly(), std::string());
        VERIFY_OK((*workspace)->addRun(RunRow{}));
        QCOMPARE((*workspace)->runs().value().size(), std::size_t(2));
    }

    void anEmptyFileIsNoNewWorkspace() {
        fs::create_directories(m_folder);
        std::ofstream(m_file).close();
        const auto opened = Workspace::open(m_folder);
        VERIFY_FAILS(opened, ErrorCode::CorruptData);
        QVERIFY(opened.error().what.find("empty") != std::string::npos);
        QCOMPARE(fs::file_size(m_file), std::uintmax_t(0));
        QVERIFY(opened.error().hint.find("there is no copy") != std::string::npos);
    }

    void aCopyIsKeptADayAndNamedWhenTheFileIsDamaged() {
        makeWorkspace(m_folder); // the second opening writes today's copy
        const fs::path today = newestCopy(m_file);
        QVERIFY(!today.empty());
        QCOMPARE(modeOf(today), mode_t(0600));
        for (const char* day : {"2020-01-01", "2020-01-02", "2020-01-03"})
            fs::copy_file(today, m_file.string() + "." + day + ".bak");
        fs::remove(today);
        { VERIFY_OK(Workspace::open(m_folder)); }
        QVERIFY(fs::exists(today));
        QVERIFY(!fs::exists(m_file.string() + ".2020-01-01.bak"));
        QVERIFY(fs::exists(m_file.string() + ".2020-01-02.bak"));

        fs::resize_file(m_file, 0);
        const auto empty = Workspace::open(m_folder);
        VERIFY_FAILS(empty, ErrorCode::CorruptData);
        QVERIFY2(empty.error().hint.find(today.filename().string()) != std::string::npos,
                 empty.error().hint.c_str());
        std::ofstream(m_file) << std::string(8192, 'x');
        const auto damaged = Workspace::open(m_folder);
        VERIFY_FAILS(damaged, ErrorCode::CorruptData);
        QVERIFY(damaged.error().hint.find(today.filename().string()) != std::string::npos);

        for (const char* suffix : {"", "-wal", "-shm"}) // as the hint says
            fs::remove(m_file.string() + suffix);
        fs::rename(today, m_file);
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        QCOMPARE((*workspace)->runs().value().size(), std::size_t(1));
    }

    void whatKilledProgramsLeftGoes() {
        makeWorkspace(m_folder);
        QProcess gone;
        gone.start(QStringLiteral("true"), QStringList());
        QVERIFY(gone.waitForStarted());
        const std::string dead = std::to_string(gone.processId());
        QVERIFY(gone.waitForFinished());
        const std::string alive = std::to_string(::getpid());
        const fs::path models = m_folder / "models";
        const fs::path checkpoints = m_folder / "checkpoints";
        for (const fs::path& folder : {models / (".0123456789ab.partial-" + dead + "-abcdef"),
                                       models / (".0123456789ab.partial-" + alive + "-abcdef"),
                                       models / ".0123456789ab.partial-abcdef", models / "0123456789ab"}) {
            fs::create_directories(folder);
            std::ofstream(folder / "weights.safetensors") << "w";
            age(folder / "weights.safetensors", std::chrono::hours(2));
            age(folder, std::chrono::hours(2));
        }
        fs::create_directories(checkpoints);
        auto workspace = Workspace::open(m_folder);
        VERIFY_OK(workspace);
        RunRow run;
        run.status = RunStatus::Finished;
        const auto finished = std::to_string((*workspace)->addRun(run).value());
        for (const fs::path& file :
             {checkpoints / ("run-1.safetensors.tmp" + dead), checkpoints / ("run-1.safetensors.tmp" + alive),
              checkpoints / "run-1.safetensors", checkpoints / ("run-" + finished + ".safetensors"),
              m_folder / ("workspace.sqlite.new1.tmp" + dead), m_folder / ("mine.tmp" + dead)}) {
            std::ofstream(file) << "x";
            age(file, std::chrono::hours(2));
        }
        const fs::path fresh = checkpoints / ("run-2.safetensors.tmp" + dead);
        std::ofstream(fresh) << "x";
        VERIFY_OK(Workspace::open(m_folder));
        QVERIFY(!fs::exists(models / (".0123456789ab.partial-" + dead + "-abcdef")));
        QVERIFY(!fs::exists(checkpoints / ("run-1.safetensors.tmp" + dead)));
        QVERIFY(!fs::exists(checkpoints / ("run-" + finished + ".safetensors")));
        QVERIFY(!fs::exists(m_folder / ("workspace.sqlite.new1.tmp" + dead)));
        QVERIFY(fs::exists(models / (".0123456789ab.partial-" + alive + "-abcdef")));
        QVERIFY(fs::exists(models / ".0123456789ab.partial-abcdef")); // two hours old: it may be in use
        QVERIFY(fs::exists(models / "0123456789ab"));
        QVERIFY(fs::exists(checkpoints / ("run-1.safetensors.tmp" + alive)));
        QVERIFY(fs::exists(checkpoints / "run-1.safetensors"));
        QVERIFY(fs::exists(m_folder / ("mine.tmp" + dead)));
        QVERIFY(fs::exists(fresh));
        age(models / ".0123456789ab.partial-abcdef" / "weights.safetensors", std::chrono::hours(48));
        age(models / ".0123456789ab.partial-abcdef", std::chrono::hours(48));
        VERIFY_OK(Workspace::open(m_folder));
        QVERIFY(!fs::exists(models / ".0123456789ab.partial-abcdef"));
    }

    void aWorkspaceIsItsOwnersAlone() {
        const mode_t before = ::umask(022);
        auto workspace = Workspace::open(m_folder);
        ::umask(before);
        VERIFY_OK(workspace);
        VERIFY_OK((*workspace)->addRun(RunRow{}));
        QCOMPARE(modeOf(m_folder), mode_t(0700));
        for (const char* suffix : {"", "-wal", "-shm"})
            QCOMPARE(modeOf(m_file.string() + suffix), mode_t(0600));
        QCOMPARE(std::distance(fs::directory_iterator(m_folder), fs::directory_iterator()),
                 std::ptrdiff_t(3));
    }

    void whatOlderProgramsMadeForEverybodyIsMended() {
        makeWorkspace(m_folder);
        fs::create_directories(m_folder / "models" / "0123456789ab");
        fs::create_directories(m_folder / "models" / "of-a-person");
        fs::permissions(m_folder / "models" / "0123456789ab", fs::perms(0755));
        fs::permissions(m_folder / "models" / "of-a-person", fs::perms(0755));
        fs::permissions(m_file, fs::perms(0644));
        VERIFY_OK(Workspace::open(m_folder));
        QCOMPARE(modeOf(m_file), mode_t(0600));
        QCOMPARE(modeOf(m_folder / "models" / "0123456789ab"), mode_t(0700));
        QCOMPARE(modeOf(m_folder / "models" / "of-a-person"), mode_t(0755));
        fs::permissions(m_file, fs::perms(0660)); // shared with a group on purpose
        VERIFY_OK(Workspace::open(m_folder));
        QCOMPARE(modeOf(m_file), mode_t(0660));
    }

    void aPathIsNeverAUri_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"file:uri", "a?b", "a#b", "a%20b", "file:x?mode=memory", "ü"})
            QTest::newRow(name) << QString::fromUtf8(name);
    }
    void aPathIsNeverAUri() {
        QFETCH(QString, name);
        const QString before = QDir::currentPath();
        QVERIFY(QDir::setCurrent(m_temporary->path()));
        const fs::path folder(name.toStdString());
        {
            auto made = Workspace::open(folder);
            auto workspace = Workspace::open(folder);
            QVERIFY(QDir::setCurrent(before));
            VERIFY_OK(workspace);
            VERIFY_OK((*workspace)->addRun(RunRow{}));
        }
        const fs::path whole = fs::path(m_temporary->path().toStdString()) / folder;
        QVERIFY(fs::file_size(whole / "workspace.sqlite") > 0);
        auto read = Database::open(whole / "workspace.sqlite", Database::Access::Immutable);
        VERIFY_OK(read);
        QCOMPARE((*read)->number("SELECT count(*) FROM runs").value(), std::int64_t(1));
        QVERIFY(!(*read)->execute("DELETE FROM runs"));
    }

  private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_file;
};

QTEST_GUILESS_MAIN(TestWorkspaceUnwritable)
#include "test_workspace_unwritable.moc"
