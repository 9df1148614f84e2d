#include "broker/client_properties.h"
#include "support/result_check.h"

#include <QtTest>

using namespace driftwood;
using namespace driftwood::broker;

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
};

QTEST_GUILESS_MAIN(TestClientProperties)
#include "test_client_properties.moc"
