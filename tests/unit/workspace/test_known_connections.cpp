// Connections that the user has saved or agreed to are recorded outside the workspace.
#include "base/files.h"
#include "support/result_check.h"
#include "workspace/known_connections.h"
#include "workspace/workspace.h"

#include <QTemporaryDir>

using namespace driftwood;
using namespace driftwood::workspace;

class TestKnownConnections : public QObject {
    Q_OBJECT

    QTemporaryDir m_configuration;
    QTemporaryDir m_folder;
    std::unique_ptr<Workspace> m_workspace;

    static broker::ConnectionProfile profileNamed(const std::string& name) {
        broker::ConnectionProfile profile;
        profile.name = name;
        profile.bootstrapServers = "one:9092";
        profile.security = broker::Security::SaslTls;
        profile.username = "reader";
        profile.passwordSource = "file:secret";
        profile.extra = {{"client.id", "me"}};
        return profile;
    }

  private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_CONFIG_HOME", m_configuration.path().toUtf8());
        auto opened = Workspace::open(m_folder.path().toStdString());
        VERIFY_OK(opened);
        m_workspace = std::move(*opened);
    }

    void whatIsSavedHereIsKnownAndAnythingElseIsNot() {
        const auto profile = profileNamed("staging");
        QVERIFY(!isKnownConnection(profile));
        VERIFY_OK(m_workspace->saveProfile(profile));
        QVERIFY(isKnownConnection(profile));
        const auto saved = m_workspace->profile("staging");
        VERIFY_OK(saved);
        QVERIFY(isKnownConnection(*saved));
        // A change of any property makes it another, unknown connection.
        using Profile = broker::ConnectionProfile;
        for (auto text :
             {&Profile::name, &Profile::bootstrapServers, &Profile::username, &Profile::passwordSource,
              &Profile::caFile, &Profile::certificateFile, &Profile::keyFile}) {
            auto changed = *saved;
            changed.*text += "x";
            QVERIFY(!isKnownConnection(changed));
        }
        auto changed = *saved;
        changed.readOnly = false;
        QVERIFY(!isKnownConnection(changed));
        changed = *saved;
        changed.registry.addresses = {"http://evil.example:8081"};
        QVERIFY(!isKnownConnection(changed));
        VERIFY_OK(rememberConnection(changed));
        changed.registry.passwordSource = "file:/etc/other-secret";
        QVERIFY(!isKnownConnection(changed));
        changed = *saved;
        changed.extra["linger.ms"] = "1";
        QVERIFY(!isKnownConnection(changed));
        VERIFY_OK(rememberConnection(changed));
        QVERIFY(isKnownConnection(changed));
    }

    void theListIsTheirsAloneAndHoldsNothingButDigests() {
        VERIFY_OK(m_workspace->saveProfile(profileNamed("listed")));
        const auto list = readFile(knownConnectionsFile());
        VERIFY_OK(list);
        for (const char* word : {"listed", "one:9092", "secret", "reader"})
            QVERIFY(list->find(word) == std::string::npos);
        using std::filesystem::perms;
        QCOMPARE(std::filesystem::status(knownConnectionsFile()).permissions() &
                     (perms::group_all | perms::others_all),
                 perms::none);
    }

    void savedTwiceItIsNotedOnce() {
        VERIFY_OK(rememberConnection(profileNamed("twice")));
        const auto before = readFile(knownConnectionsFile());
        VERIFY_OK(rememberConnection(profileNamed("twice")));
        QCOMPARE(readFile(knownConnectionsFile()).value(), before.value());
    }

    void anotherPersonsListKnowsNothingOfIt() {
        const QTemporaryDir theirs;
        qputenv("XDG_CONFIG_HOME", theirs.path().toUtf8());
        VERIFY_OK(m_workspace->saveProfile(profileNamed("of theirs")));
        const auto list = readFile(knownConnectionsFile());
        VERIFY_OK(list);
        qputenv("XDG_CONFIG_HOME", m_configuration.path().toUtf8());
        const auto mine = readFile(knownConnectionsFile());
        VERIFY_OK(mine);
        QVERIFY(mine->find(list->substr(0, 64)) == std::string::npos);
    }

    void whatLoadsALibraryIsNotSaved() {
        auto profile = profileNamed("evil");
        profile.extra["plugin.library.paths"] = "/tmp/evil.so";
        const auto saved = m_workspace->saveProfile(profile);
        VERIFY_FAILS(saved, ErrorCode::InvalidArgument);
        QCOMPARE(saved.error().where, std::string("plugin.library.paths"));
        auto withPassword = profileNamed("open");
        withPassword.bootstrapServers = "me:hunter2@one:9092";
        const auto refused = m_workspace->saveProfile(withPassword);
        VERIFY_FAILS(refused, ErrorCode::InvalidArgument);
        QVERIFY(refused.error().text().find("hunter2") == std::string::npos);
        QVERIFY(!isKnownConnection(profile));
    }
};

QTEST_GUILESS_MAIN(TestKnownConnections)
#include "test_known_connections.moc"
