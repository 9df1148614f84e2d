// Connections and what was chosen for their topics, as the workspace keeps them.
#include "support/result_check.h"
#include "workspace/workspace.h"

#include <QDir>
#include <QTemporaryDir>

using namespace driftwood;
using namespace driftwood::workspace;

namespace {

/// Quotes, a wildcard, an escape and non-Latin letters, which break careless SQL.
const std::string kAwkward = "it's a \"name\"; DROP TABLE runs; -- %_\\ Straße 漂木 🪵";

broker::ConnectionProfile fullProfile() {
    broker::ConnectionProfile profile;
    profile.name = kAwkward;
    profile.bootstrapServers = "one:9092,two:9093";
    profile.security = broker::Security::SaslTls;
    profile.mechanism = broker::SaslMechanism::ScramSha256;
    profile.username = "reader";
    profile.passwordSource = "env:READER_PASSWORD";
    profile.caFile = "/etc/ca.pem";
    profile.certificateFile = "/etc/me.pem";
    profile.keyFile = "/etc/me.key";
    profile.label = "staging";
    profile.readOnly = false;
    profile.extra = {{"fetch.wait.max.ms", "10"}, {"client.id", kAwkward}};
    profile.registry = {.addresses = {"https://one:8081", "http://two/apis/ccompat/v7"},
                        .username = "schemas",
                        .passwordSource = "ask:registry",
                        .tokenSource = "env:REGISTRY_TOKEN",
                        .caFile = "/etc/registry-ca.pem",
                        .certificateFile = "/etc/registry.pem",
                        .keyFile = "/etc/registry.key"};
    profile.masks = {{{"user.email", broker::MaskKind::Hash}, {kAwkward, broker::MaskKind::LastFour}},
                     "0123"};
    return profile;
}

} // namespace

class TestProfiles : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workspace> m_workspace;

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        qputenv("XDG_CONFIG_HOME", m_folder->path().toUtf8()); // has the list of known connections
        auto opened = Workspace::open(m_folder->path().toStdString());
        VERIFY_OK(opened);
        m_workspace = std::move(*opened);
    }

    void aProfileComesBackWithEveryField() {
        VERIFY_OK(m_workspace->saveProfile(fullProfile()));
        VERIFY_OK(m_workspace->profile(kAwkward));
        QVERIFY(m_workspace->profile(kAwkward).value() == fullProfile());

        broker::ConnectionProfile bare;
        bare.name = "bare";
        VERIFY_OK(m_workspace->saveProfile(bare));
        QVERIFY(m_workspace->profile("bare").value() == bare);
        QCOMPARE(m_workspace->profiles().value().size(), std::size_t(2));
    }

    void aProfileOfTheSameNameIsReplaced() {
        auto profile = fullProfile();
        VERIFY_OK(m_workspace->saveProfile(profile));
        profile.bootstrapServers = "three:9092";
        VERIFY_OK(m_workspace->saveProfile(profile));
        const auto all = m_workspace->profiles();
        VERIFY_OK(all);
        QCOMPARE(all->size(), std::size_t(1));
        QCOMPARE(all->front().bootstrapServers, std::string("three:9092"));
    }

    void pathsOfAProfileAreFoundFromAnywhere() {
        auto profile = fullProfile();
        profile.caFile = "ca.pem";
        profile.certificateFile = "../certs/./me.pem";
        profile.keyFile = "~/me.key";
        profile.passwordSource = "file:secrets/broker";
        profile.registry.passwordSource = "file:secrets/registry";
        profile.registry.caFile = "registry-ca.pem";
        profile.extra = {{"ssl.keystore.location", "me.p12"},
                         {"ssl.crl.location", "/etc/me.crl"},
                         {"client.id", "a/name"}};
        VERIFY_OK(m_workspace->saveProfile(profile));
        const auto saved = m_workspace->profile(profile.name);
        VERIFY_OK(saved);
        const auto here = std::filesystem::current_path();
        QCOMPARE(saved->caFile, (here / "ca.pem").string());
        QCOMPARE(saved->certificateFile, (here.parent_path() / "certs/me.pem").string());
        QCOMPARE(saved->keyFile, qEnvironmentVariable("HOME").toStdString() + "/me.key");
        QCOMPARE(saved->passwordSource, "file:" + (here / "secrets/broker").string());
        QCOMPARE(saved->registry.passwordSource, "file:" + (here / "secrets/registry").string());
        QCOMPARE(saved->registry.caFile, (here / "registry-ca.pem").string());
        QCOMPARE(saved->extra.at("ssl.keystore.location"), (here / "me.p12").string());
        QCOMPARE(saved->extra.at("ssl.crl.location"), std::string("/etc/me.crl"));
        QCOMPARE(saved->extra.at("client.id"), std::string("a/name"));
        VERIFY_OK(m_workspace->saveProfile(*saved));
        QVERIFY(m_workspace->profile(profile.name).value() == *saved);
    }

    void aRemovedProfileIsGone() {
        VERIFY_OK(m_workspace->saveProfile(fullProfile()));
        VERIFY_OK(m_workspace->removeProfile(kAwkward));
        VERIFY_FAILS(m_workspace->profile(kAwkward), ErrorCode::NotFound);
        VERIFY_FAILS(m_workspace->removeProfile(kAwkward), ErrorCode::NotFound);
    }

    void whatATopicIsDecodedAsIsKeptForEachConnection() {
        VERIFY_OK(m_workspace->saveTopicDecoding({"one", "orders", "avro", "text"}));
        VERIFY_OK(m_workspace->saveTopicDecoding({"two", "orders", "raw", "auto"}));
        VERIFY_OK(m_workspace->saveTopicDecoding({"one", "orders", "csv", "auto"})); // replaces
        const std::vector<TopicDecodingRow> expected{{"one", "orders", "csv", "auto"},
                                                     {"two", "orders", "raw", "auto"}};
        QVERIFY(m_workspace->topicDecodings().value() == expected);
    }

    void aSecretNeverReachesTheFile_data() {
        QTest::addColumn<QString>("property");
        for (const char* property : {"sasl.password", "ssl.key.password", "ssl.keystore.password",
                                     "ssl.key.pem", "sasl.oauthbearer.client.secret", "passwordSource",
                                     "registry.passwordSource", "registry.tokenSource"})
            QTest::newRow(property) << property;
    }
    void aSecretNeverReachesTheFile() {
        QFETCH(QString, property);
        auto profile = fullProfile();
        if (property == "passwordSource")
            profile.passwordSource = "hunter2-typed-here";
        else if (property == "registry.passwordSource")
            profile.registry.passwordSource = "hunter2-typed-here";
        else if (property == "registry.tokenSource")
            profile.registry.tokenSource = "hunter2-typed-here";
        else
            profile.extra[property.toStdString()] = "hunter2-typed-here";
        const auto saved = m_workspace->saveProfile(profile);
        VERIFY_FAILS(saved, ErrorCode::InvalidArgument);
        QVERIFY(saved.error().text().find("hunter2") == std::string::npos);
        const QDir folder(QString::fromStdString(m_workspace->folder().string()));
        for (const QString& name : folder.entryList(QDir::Files)) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains("hunter2"), qPrintable(name));
        }
    }
};

QTEST_GUILESS_MAIN(TestProfiles)
#include "test_profiles.moc"
