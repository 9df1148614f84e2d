#include "broker/rdkafka/broker_answers.h"
#include "broker/rdkafka/client_errors.h"
#include "broker/rdkafka/tls_errors.h"
#include "support/result_check.h"

#include <cstring>
#include <limits>

using namespace driftwood;
using namespace driftwood::broker::rdkafka;

/// The texts are those of librdkafka 2.8 with Apache Kafka 4.1.
class TestClientErrors : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aRecordsOwnFaultIsToldFromThoseThatPassAndThoseThatStay() {
        using enum broker::DeliveryFault;
        for (const auto& [code, fault] : {std::pair(RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE, OfTheRecord),
                                          {RD_KAFKA_RESP_ERR_INVALID_RECORD, OfTheRecord},
                                          {RD_KAFKA_RESP_ERR_INVALID_TIMESTAMP, OfTheRecord},
                                          {RD_KAFKA_RESP_ERR_INVALID_MSG, OfTheRecord},
                                          {RD_KAFKA_RESP_ERR__INVALID_DIFFERENT_RECORD, Passing},
                                          {RD_KAFKA_RESP_ERR__MSG_TIMED_OUT, Passing},
                                          {RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION, Passing},
                                          {RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, Lasting},
                                          {RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, Lasting},
                                          {RD_KAFKA_RESP_ERR__FATAL, Lasting}})
            QVERIFY2(deliveryFault(code) == fault, rd_kafka_err2name(code));
    }

    void aReportBecomesAnErrorOfTheRightKind_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("where");
        QTest::addColumn<bool>("refusal");
        const auto row = [](const char* name, rd_kafka_resp_err_t code, const char* text, ErrorCode kind,
                            const char* where, bool refusal) {
            QTest::newRow(name) << static_cast<int>(code) << text << static_cast<int>(kind) << where
                                << refusal;
        };
        row("wrong password", RD_KAFKA_RESP_ERR__AUTHENTICATION,
            "sasl_ssl://127.0.0.1:23524/bootstrap: SASL authentication error: Authentication failed: Invalid "
            "username or password (after 304ms in state AUTH_REQ)",
            ErrorCode::AuthenticationFailed, "127.0.0.1:23524", true);
        row("a newly elected leader", RD_KAFKA_RESP_ERR_UNKNOWN_LEADER_EPOCH,
            "Broker: Leader epoch is newer than broker epoch", ErrorCode::Unreachable, "", false);
        row("certificate of the broker", RD_KAFKA_RESP_ERR__SSL,
            "ssl://127.0.0.1:20880/bootstrap: SSL handshake failed: error:0A000086:SSL routines::certificate "
            "verify failed: broker certificate could not be verified (after 25ms in state SSL_HANDSHAKE)",
            ErrorCode::AuthenticationFailed, "127.0.0.1:20880", true);
        row("certificate of ours", RD_KAFKA_RESP_ERR__TRANSPORT,
            "ssl://127.0.0.1:23889/bootstrap: Receive failed: error:0A000412:SSL routines::sslv3 alert bad "
            "certificate: SSL alert number 42 (after 0ms in state APIVERSION_QUERY)",
            ErrorCode::AuthenticationFailed, "127.0.0.1:23889", true);
        row("TLS to a plaintext port", RD_KAFKA_RESP_ERR__TRANSPORT,
            "ssl://127.0.0.1:28335/bootstrap: SSL handshake failed: Disconnected: connecting to a PLAINTEXT "
            "broker listener? (after 2ms in state SSL_HANDSHAKE)",
            ErrorCode::Unreachable, "127.0.0.1:28335", false);
        row("plaintext to a TLS port", RD_KAFKA_RESP_ERR__TRANSPORT,
            "127.0.0.1:20880/bootstrap: 127.0.0.1:20880/bootstrap: Disconnected while requesting ApiVersion: "
            "might be caused by incorrect security.protocol configuration (connecting to a SSL listener?) or "
            "broker version is < 0.10 (see api.version.request) (after 0ms in state APIVERSION_QUERY)",
            ErrorCode::Unreachable, "127.0.0.1:20880", false);
        row("host unknown", RD_KAFKA_RESP_ERR__RESOLVE,
            "nowhere.invalid:9092/bootstrap: Failed to resolve 'nowhere.invalid:9092': Name or service not "
            "known "
            "(after 1ms in state CONNECT)",
            ErrorCode::Unreachable, "nowhere.invalid:9092", false);
        row("an HTTP server", RD_KAFKA_RESP_ERR__BAD_MSG,
            "127.0.0.1:8081/bootstrap: Receive failed: Invalid response size 1213486160 (0..100000000): "
            "increase "
            "receive.message.max.bytes (after 2ms in state APIVERSION_QUERY)",
            ErrorCode::Unreachable, "127.0.0.1:8081", false);
        row("an answer that is no answer", RD_KAFKA_RESP_ERR__BAD_MSG, "", ErrorCode::CorruptData, "", false);
        row("an answer that is too short", RD_KAFKA_RESP_ERR__UNDERFLOW, "", ErrorCode::CorruptData, "",
            false);
        row("no text", RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED, "", ErrorCode::NotAuthorized, "", false);
        row("topic of the text", RD_KAFKA_RESP_ERR_POLICY_VIOLATION, "not: allowed",
            ErrorCode::InvalidArgument, "", false);
    }
    void aReportBecomesAnErrorOfTheRightKind() {
        QFETCH(int, code);
        QFETCH(QString, text);
        QFETCH(int, kind);
        QFETCH(QString, where);
        QFETCH(bool, refusal);
        const auto report = static_cast<rd_kafka_resp_err_t>(code);
        const Error error = clientError(report, text.toStdString(), {});
        QCOMPARE(static_cast<int>(error.code), kind);
        QCOMPARE(QString::fromStdString(error.where), where);
        QCOMPARE(isRefusal(report, text.toStdString()), refusal);
        QVERIFY(error.what.find("(after") == std::string::npos);
        QVERIFY(error.what.find("127.0.0.1") == std::string::npos);
        QVERIFY(!error.what.ends_with(": "));
    }

    void thePlaceGivenIsKept() {
        const Error error = clientError(RD_KAFKA_RESP_ERR__TRANSPORT,
                                        "127.0.0.1:9092/1: Disconnected (after 5ms in state UP)", "topic");
        QCOMPARE(error.where, std::string("topic"));
        QCOMPARE(error.what, std::string("broker cannot be reached: Disconnected"));
    }

    void aCertificateIsRefusedForAReason_data() {
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("what");
        QTest::newRow("expired") << 10 << "has expired";
        QTest::newRow("not yet") << 9 << "not valid yet";
        QTest::newRow("self-signed") << 18 << "authority that is not trusted";
        QTest::newRow("unknown issuer") << 20 << "authority that is not trusted";
        QTest::newRow("other name") << 62 << "another host name";
        QTest::newRow("other address") << 64 << "another host name";
        QTest::newRow("another reason") << 26 << "verification error 26";
    }
    void aCertificateIsRefusedForAReason() {
        QFETCH(int, number);
        QFETCH(QString, what);
        const Error error = brokerCertificateError(number, "broker:9093");
        QCOMPARE(error.code, ErrorCode::AuthenticationFailed);
        QCOMPARE(error.where, std::string("broker:9093"));
        QVERIFY2(error.what.find(what.toStdString()) != std::string::npos, error.what.c_str());
        QVERIFY(!error.hint.empty());
    }

    void whatTheBrokerHasAgainstOurCertificateIsSaid() {
        const auto what = [](const char* text, bool given) {
            const auto error = ownCertificateError(text, given, "broker:9093");
            return error ? QString::fromStdString(error->what) : QString();
        };
        const char* required = "SSL routines::tlsv13 alert certificate required: SSL alert number 116";
        const char* bad = "SSL routines::sslv3 alert bad certificate: SSL alert number 42";
        QVERIFY(what(required, false).contains("none was given"));
        QVERIFY(what(bad, false).contains("none was given"));
        QVERIFY(what(bad, true).contains("refused the client certificate"));
        QVERIFY(what("SSL routines::tlsv1 alert unknown ca", true).contains("does not trust the authority"));
        QVERIFY(what("SSL routines::sslv3 alert certificate expired", true).contains("has expired"));
        QVERIFY(what("SSL routines::sslv3 alert handshake failure", true).isEmpty());
        QVERIFY(what("SSL routines::certificate verify failed", true).isEmpty());
    }

    void aCodeThatNobodyKnowsIsUnknown() {
        const auto read = [](int number) {
            rd_kafka_resp_err_t field{};
            std::memcpy(&field, &number, sizeof field);
            return static_cast<int>(codeIn(field));
        };
        for (const int known : {0, -1, -191, -195, 3, 27, 45})
            QCOMPARE(read(known), known);
        for (const int unknown : {-17152, 30000, 255, -200, -1000, std::numeric_limits<int>::min()})
            QCOMPARE(read(unknown), static_cast<int>(RD_KAFKA_RESP_ERR_UNKNOWN));
    }

    void partitionsThatCannotBeAreRefused() {
        std::vector<rd_kafka_metadata_partition_t> partitions(3);
        std::string name = "topic";
        rd_kafka_metadata_topic_t topic{};
        topic.topic = name.data();
        topic.partition_cnt = 3;
        topic.partitions = partitions.data();
        rd_kafka_metadata_t answer{};
        answer.topic_cnt = 1;
        answer.topics = &topic;
        const auto numbered = [&](std::int32_t a, std::int32_t b, std::int32_t c) {
            partitions[0].id = a;
            partitions[1].id = b;
            partitions[2].id = c;
            return checkPartitions(answer);
        };
        VERIFY_OK(numbered(0, 1, 2));
        VERIFY_OK(numbered(2, 0, 1));
        VERIFY_FAILS(numbered(0, 1, 16777218), ErrorCode::CorruptData);
        VERIFY_FAILS(numbered(0, 3, 1), ErrorCode::CorruptData);
        VERIFY_FAILS(numbered(-1, 0, 1), ErrorCode::CorruptData);
        QCOMPARE(numbered(0, 1, 7).error().where, name);
    }
};

QTEST_GUILESS_MAIN(TestClientErrors)
#include "test_client_errors.moc"
