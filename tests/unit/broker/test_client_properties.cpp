#include "broker/profile/allowed_properties.h"
#include "broker/profile/client_properties.h"
#include "broker/profile/connection_risks.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <QtTest>
#include <filesystem>
#include <fstream>

using namespace driftwood;
using namespace driftwood::broker;

Q_DECLARE_METATYPE(driftwood::broker::RegistryAccess)

class TestClientProperties : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void librdkafkasAndJavasWordsGiveTheSameProfile() {
        const auto fromC = profileFromProperties("# a comment\n"
                                                 "bootstrap.servers = one:9092,two:9092\n"
                                                 "security.protocol=sasl_ssl\n"
                                                 "sasl.mechanisms=SCRAM-SHA-256\n"
                                                 "sasl.username=reader\n"
                                                 "sasl.password=secret\n"
                                                 "fetch.wait.max.ms=20\n");
        const auto fromJava = profileFromProperties(
            "bootstrap.servers=one:9092,two:9092\r\n"
            "security.protocol=SASL_SSL\r\n"
            "sasl.mechanism=SCRAM-SHA-256\r\n"
            "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\\n"
            "   username=\"reader\" password=\"secret\";\n"
            "key.deserializer=org.example.Ignored\n"
            "fetch.wait.max.ms=20\n");
        VERIFY_OK(fromC);
        VERIFY_OK(fromJava);
        QVERIFY(fromC->profile == fromJava->profile);
        QCOMPARE(fromC->profile.bootstrapServers, std::string("one:9092,two:9092"));
        QCOMPARE(fromC->profile.security, Security::SaslTls);
        QCOMPARE(fromC->profile.mechanism, SaslMechanism::ScramSha256);
        QCOMPARE(fromC->profile.username, std::string("reader"));
        QCOMPARE(fromC->profile.extra.at("fetch.wait.max.ms"), std::string("20"));
    }

    void aTextBeyondAnyUseIsRefused() {
        std::string text = "bootstrap.servers=a:1\n";
        while (text.size() <= 256 * 1024)
            text += "unknown.property=1\n";
        const auto read = profileFromProperties(text);
        VERIFY_FAILS(read, ErrorCode::InvalidArgument);
        QVERIFY(QString::fromStdString(read.error().what).contains("256 KiB"));
    }

    void passwordsAreNotTakenOverAndANoteSaysSo() {
        const auto read = profileFromProperties("bootstrap.servers=a:1\nsasl.password=hunter2\n"
                                                "ssl.key.password=hunter3\nssl.truststore.location=/a.jks\n");
        VERIFY_OK(read);
        QCOMPARE(read->notes.size(), std::size_t(3));
        QVERIFY(read->profile.passwordSource.empty());
        QVERIFY(read->profile.extra.empty());
        for (const auto& note : read->notes)
            QVERIFY(note.find("hunter") == std::string::npos);
    }

    void whatIsNoPropertyIsNamedByItsLine() {
        const auto read = profileFromProperties("bootstrap.servers=a:1\n\nthis is prose\n");
        VERIFY_FAILS(read, ErrorCode::InvalidArgument);
        QCOMPARE(read.error().where, std::string("line 3"));
        VERIFY_FAILS(profileFromProperties("client.id=x"), ErrorCode::InvalidArgument);
        VERIFY_FAILS(profileFromProperties("bootstrap.servers=a:1\nsecurity.protocol=KERBEROS"),
                     ErrorCode::InvalidArgument);
        VERIFY_FAILS(profileFromProperties("bootstrap.servers=a:1\nsasl.mechanism=GSSAPI"),
                     ErrorCode::Unsupported);
    }

    void whatLoadsLibrariesOrRunsProgramsIsRefusedWithAReason_data() {
        QTest::addColumn<QString>("reason");
        for (const char* name :
             {"plugin.library.paths", "ssl.engine.location", "ssl.engine.id", "ssl.providers",
              "sasl.kerberos.kinit.cmd", "ssl.engine.factory.class", "interceptor.classes",
              "metric.reporters", "sasl.login.callback.handler.class"})
            QTest::newRow(name) << "load a library or run a command";
        for (const char* name : {"log_cb", "open_cb", "ssl.certificate.verify_cb", "opaque"})
            QTest::newRow(name) << "Only a program";
        for (const char* name : {"sasl.kerberos.keytab", "sasl.oauthbearer.token.endpoint.url",
                                 "sasl.oauthbearer.client.secret", "https.ca.location"})
            QTest::newRow(name) << "a log-in mechanism that is not supported";
        QTest::newRow("debug") << "logs the connection";
        QTest::newRow("log.queue") << "where messages go";
        QTest::newRow("offset.store.path") << "writes files";
        QTest::newRow("test.mock.num.brokers") << "mock cluster";
        for (const char* name :
             {"auto.offset.reset", "group.id", "sasl.password", "acks", "transactional.id"})
            QTest::newRow(name) << "sets it itself";
        for (const char* name : {"fetch.wait.max", "", "PLUGIN.LIBRARY.PATHS", "fetch.wait.max.ms "})
            QTest::newRow(name) << "Check the spelling";
    }
    void whatLoadsLibrariesOrRunsProgramsIsRefusedWithAReason() {
        QFETCH(QString, reason);
        const std::string name = QTest::currentDataTag();
        const std::string why = whyPropertyIsRefused(name);
        QVERIFY2(why.find(reason.toStdString()) != std::string::npos, why.c_str());
        ConnectionProfile profile;
        profile.extra = {{"client.id", "me"}, {name, "/tmp/evil.so"}};
        const Status checked = checkProperties(profile);
        VERIFY_FAILS(checked, ErrorCode::InvalidArgument);
        QCOMPARE(checked.error().where, name);
        QVERIFY(checked.error().text().find(why) != std::string::npos);
    }

    void whatTunesAConnectionIsAllowed() {
        ConnectionProfile profile;
        profile.extra = {{"client.id", "me"},
                         {"fetch.wait.max.ms", "5"},
                         {"socket.timeout.ms", "5000"},
                         {"ssl.ca.location", "/ca.pem"},
                         {"ssl.key.password", "env:KEY"},
                         {"enable.ssl.certificate.verification", "false"},
                         {"queue.buffering.max.messages", "100"}};
        VERIFY_OK(checkProperties(profile));
    }

    void aPastedTextLeavesOutWhatIsRefusedAndSaysWhy() {
        const auto read = profileFromProperties("bootstrap.servers=a:1\nplugin.library.paths=/tmp/evil.so\n"
                                                "sasl.kerberos.kinit.cmd=touch /tmp/x\nlinger.ms=5\n"
                                                "group.id=ours\n");
        VERIFY_OK(read);
        QCOMPARE(read->profile.extra, (std::map<std::string, std::string>{{"linger.ms", "5"}}));
        QCOMPARE(read->notes.size(), std::size_t(2));
        QVERIFY(read->notes[0].starts_with("plugin.library.paths was left out. It makes the program load"));
        QVERIFY(read->notes[1].starts_with("sasl.kerberos.kinit.cmd was left out."));
    }

    void aPasswordAmongTheServersIsNotRepeated() {
        VERIFY_OK(checkServers("one:9092,two:9092"));
        for (const char* servers : {"me:hunter2@one:9092", "one:9092,SASL_SSL://me:hunter2@two:9092"}) {
            const Status checked = checkServers(servers);
            VERIFY_FAILS(checked, ErrorCode::InvalidArgument);
            QVERIFY(checked.error().text().find("hunter2") == std::string::npos);
            const auto pasted = profileFromProperties(std::string("bootstrap.servers=") + servers);
            VERIFY_FAILS(pasted, ErrorCode::InvalidArgument);
            QVERIFY(pasted.error().text().find("hunter2") == std::string::npos);
        }
    }

    void aPortIsOneThatThereIs() {
        for (const char* servers :
             {"one", "one:1", "[::1]:9092", "::1", "SSL://one:65535, two:9092", "one,two"})
            VERIFY_OK(checkServers(servers));
        for (const char* servers :
             {"one:99999", "one:9092, two:0", "SSL://[::1]:65536", "one:port", "one:-1"})
            VERIFY_FAILS(checkServers(servers), ErrorCode::InvalidArgument);
        QCOMPARE(checkServers("one:9092,two:99999").error().what,
                 std::string("port 99999 is not between 1 and 65535"));
        QCOMPARE(checkServers("one:9092,two:99999").error().where, std::string("two:99999"));
    }

    void aRegistryIsTakenOverWithoutItsPassword() {
        const auto read =
            profileFromProperties("bootstrap.servers=a:1\n"
                                  "schema.registry.url=https://one:8081, http://two/api,registry:8081\n"
                                  "basic.auth.credentials.source=USER_INFO\n"
                                  "basic.auth.user.info=me:hunter2\n");
        VERIFY_OK(read);
        QCOMPARE(read->profile.registry.addresses,
                 (std::vector<std::string>{"https://one:8081", "http://two/api"}));
        QCOMPARE(read->profile.registry.username, std::string("me"));
        QVERIFY(read->profile.registry.secretSource().empty());
        QCOMPARE(read->notes.size(), std::size_t(2));
        QVERIFY(read->notes[0].find("registry:8081") != std::string::npos);
        QVERIFY(read->notes[1].find("basic.auth.user.info") != std::string::npos);
        for (const auto& note : read->notes)
            QVERIFY(note.find("hunter") == std::string::npos);
        const auto none = profileFromProperties("bootstrap.servers=a:1\nbasic.auth.user.info=me:x\n");
        VERIFY_OK(none);
        QVERIFY(none->profile.registry == RegistryAccess());
    }

    void whatARegistryCannotBeIsSaid_data() {
        QTest::addColumn<QString>("said");
        QTest::addColumn<RegistryAccess>("registry");
        const auto row = [](const char* name, const char* said, RegistryAccess registry) {
            QTest::newRow(name) << said << std::move(registry);
        };
        row("no scheme", "is not the address", {.addresses = {"host:8081"}});
        row("no host", "is not the address", {.addresses = {"http://:8081"}});
        row("password", "contains a user or password", {.addresses = {"http://me:hunter2@host:8081"}});
        row("password, no scheme", "contains a user or password", {.addresses = {"me:hunter2@host:8081"}});
        row("no address", "has no address", {.username = "me"});
        row("password itself", "is not env:NAME",
            {.addresses = {"http://host"}, .passwordSource = "hunter2"});
        row("token itself", "is not env:NAME", {.addresses = {"http://host"}, .tokenSource = "hunter2"});
        row("no key", "go together", {.addresses = {"https://host"}, .certificateFile = "/a.pem"});
    }
    void whatARegistryCannotBeIsSaid() {
        QFETCH(QString, said);
        QFETCH(RegistryAccess, registry);
        const auto checked = checkRegistry(registry);
        VERIFY_FAILS(checked, ErrorCode::InvalidArgument);
        const QString text = QString::fromStdString(checked.error().text());
        QVERIFY2(text.contains(said), qPrintable(text));
        QVERIFY2(!text.contains("hunter2"), qPrintable(text));
    }

    void risksAreSaidInWords() {
        const auto risks = [](const ConnectionProfile& profile) {
            QList<int> found;
            for (const RiskFound& each : risksOf(profile)) {
                found << static_cast<int>(each.risk);
                if (riskText(each).empty())
                    return QList<int>{-1};
            }
            return found;
        };
        const auto list = [](std::initializer_list<Risk> some) {
            QList<int> numbers;
            for (const Risk risk : some)
                numbers << static_cast<int>(risk);
            return numbers;
        };
        ConnectionProfile profile;
        QCOMPARE(risks(profile), list({}));
        profile.security = Security::SaslPlaintext;
        QCOMPARE(risks(profile), list({})); // SCRAM sends no password
        profile.mechanism = SaslMechanism::Plain;
        QCOMPARE(risks(profile), list({Risk::PasswordInTheOpen}));
        profile.security = Security::SaslTls;
        QCOMPARE(risks(profile), list({}));
        for (const char* off : {"false", "F", "0", "no"}) {
            profile.extra["enable.ssl.certificate.verification"] = off;
            QCOMPARE(risks(profile), list({Risk::AnyCertificate}));
        }
        profile.extra = {{"enable.ssl.certificate.verification", "True"},
                         {"ssl.endpoint.identification.algorithm", "none"}};
        QCOMPARE(risks(profile), list({Risk::AnyHost}));
        profile.extra.clear();

        const QTemporaryDir folder;
        const std::string path = folder.filePath("password").toStdString();
        std::ofstream(path) << "hunter2";
        profile.passwordSource = "file:" + path;
        profile.keyFile = path;
        using std::filesystem::perms;
        std::filesystem::permissions(path, perms::owner_read);
        QCOMPARE(risks(profile), list({}));
        std::filesystem::permissions(path, perms::owner_read | perms::group_read);
        QCOMPARE(risks(profile), list({Risk::KeyFileShared, Risk::PasswordFileShared}));
        std::filesystem::permissions(path, perms::owner_read | perms::others_read);
        QCOMPARE(risks(profile), list({Risk::KeyFileShared, Risk::PasswordFileShared}));

        ConnectionProfile registry;
        registry.registry = {.addresses = {"https://one", "http://two"}};
        QCOMPARE(risks(registry), list({}));
        registry.registry.tokenSource = "file:" + path;
        QCOMPARE(risks(registry), list({Risk::RegistryLoginInTheOpen, Risk::PasswordFileShared}));
        registry.registry = {.addresses = {"https://one"}, .passwordSource = "env:A"};
        QCOMPARE(risks(registry), list({}));
    }

    void aProfileIsShownWithAllItDoes() {
        ConnectionProfile profile;
        profile.bootstrapServers = "evil.example:9092";
        profile.security = Security::SaslPlaintext;
        profile.mechanism = SaslMechanism::Plain;
        profile.username = "me";
        profile.passwordSource = "file:/etc/other-secret";
        profile.extra = {{"client.id", "x"}};
        profile.registry = {.addresses = {"http://evil.example:8081"}, .tokenSource = "file:/etc/token"};
        const std::vector<std::pair<std::string, std::string>> expected{
            {"bootstrap.servers", "evil.example:9092"},
            {"security.protocol", "SASL_PLAINTEXT"},
            {"sasl.mechanism", "PLAIN"},
            {"sasl.username", "me"},
            {"sasl.password", "file:/etc/other-secret"},
            {"client.id", "x"},
            {"schema.registry.url", "http://evil.example:8081"},
            {"schema.registry.bearer.token", "file:/etc/token"}};
        QCOMPARE(asProperties(profile), expected);
    }
};

QTEST_GUILESS_MAIN(TestClientProperties)
#include "test_client_properties.moc"
