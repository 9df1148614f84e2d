// The client against a real registry: Apicurio with Confluent's API, in a process of its own. Skipped where
// it was not fetched (tests/kafka/bed/fetch-registry.sh) or Java is missing.
#include "decoder/registry/schema_book.h"
#include "decoder/registry/schema_registry.h"
#include "decoder/schema_inference.h"
#include "support/result_check.h"
#include "unit/decoder/avro_cases.h"
#include "unit/decoder/protobuf_cases.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

using namespace driftwood;
using namespace driftwood::test;
using decoder::PayloadFormat;
using decoder::SchemaInference;
using decoder::SchemaRegistry;

namespace {

constexpr int kStartMs = 90'000;
const QByteArray kApi = "/apis/ccompat/v7";

QString folderOfRegistry() {
    QString deps = qEnvironmentVariable("DRIFTWOOD_DEPS");
    if (deps.isEmpty())
        deps = qEnvironmentVariable("XDG_CACHE_HOME", QDir::homePath() + "/.cache") + "/driftwood/deps";
    return deps + "/apicurio-3.0.9";
}

} // namespace

class TestApicurio : public QObject {
    Q_OBJECT

    QProcess m_process;
    quint16 m_port = 0;

    /// The body of the reply, or nothing.
    QByteArray send(const QByteArray& method, const QByteArray& path, const QByteArray& body) const {
        QTcpSocket socket;
        socket.connectToHost("127.0.0.1", m_port);
        if (!socket.waitForConnected(2000))
            return {};
        socket.write(method + " " + kApi + path +
                     " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n"
                     "Content-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QByteArray reply;
        while (socket.waitForReadyRead(20'000))
            reply += socket.readAll();
        return reply.startsWith("HTTP/1.1 200") ? reply.mid(reply.indexOf("\r\n\r\n") + 4) : QByteArray();
    }
    /// The id that a schema gets; 0 if it is refused.
    int add(const QByteArray& subject, const std::string& schema, const nlohmann::json& references = {},
            const char* type = "AVRO") const {
        nlohmann::json body{{"schema", schema}, {"schemaType", type}};
        if (!references.is_null())
            body["references"] = references;
        const auto reply =
            send("POST", "/subjects/" + subject + "/versions", QByteArray::fromStdString(body.dump()));
        const auto parsed = nlohmann::json::parse(reply.toStdString(), nullptr, false);
        return parsed.is_object() && parsed.contains("id") ? parsed["id"].get<int>() : 0;
    }

  private Q_SLOTS:
    void initTestCase() {
        if (!QDir(folderOfRegistry()).exists() || QStandardPaths::findExecutable("java").isEmpty())
            QSKIP("Apicurio or Java is not here: the whole test is skipped");
        {
            QTcpServer free;
            QVERIFY(free.listen(QHostAddress::LocalHost));
            m_port = free.serverPort();
        }
        m_process.setWorkingDirectory(folderOfRegistry());
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start("java", {"-Xmx512m", "-Dquarkus.http.host=127.0.0.1",
                                 "-Dquarkus.http.port=" + QString::number(m_port), "-jar",
                                 "apicurio-registry-app-3.0.9-runner.jar"});
        QTRY_VERIFY_WITH_TIMEOUT(!send("GET", "/subjects", {}).isEmpty(), kStartMs);
    }
    void cleanupTestCase() {
        m_process.kill();
        m_process.waitForFinished(10'000);
    }

    void schemasVersionsAndReferencesAreRead() {
        send("PUT", "/config", R"({"compatibility":"NONE"})");
        const int first = add("readings-value", avroCase("version 1").schema);
        const int second = add("readings-value", avroCase("version 2").schema);
        QVERIFY(first > 0 && second > first);
        const int place = add("place", R"({"type":"record","name":"Place","namespace":"n","fields":[
            {"name":"city","type":"string"}]})");
        const int order = add("order", R"({"type":"record","name":"Order","namespace":"n","fields":[
            {"name":"at","type":"Place"}]})",
                              {{{"name", "n.Place"}, {"subject", "place"}, {"version", 1}}});
        QVERIFY(place > 0 && order > 0);

        decoder::RegistrySettings settings;
        settings.addresses = {"http://127.0.0.1:" + std::to_string(m_port) + kApi.toStdString()};
        const auto registry = SchemaRegistry::open(settings);
        VERIFY_OK(registry);
        const auto subjects = (*registry)->subjects({});
        VERIFY_OK(subjects);
        QVERIFY(std::ranges::find(*subjects, "readings-value") != subjects->end());
        const auto versions = (*registry)->versions("readings-value", {});
        VERIFY_OK(versions);
        QCOMPARE(*versions, (std::vector<std::int32_t>{1, 2}));
        const auto version = (*registry)->version("readings-value", 2, {});
        VERIFY_OK(version);
        QCOMPARE(version->id, second);
        VERIFY_OK((*registry)->compatibility("readings-value", {}));
        const auto places = (*registry)->places(second, {});
        VERIFY_OK(places);
        QCOMPARE(places->size(), std::size_t(1));
        QVERIFY((places->front() == decoder::SchemaPlace{"readings-value", 2}));
        VERIFY_FAILS((*registry)->schema(4711, {}), ErrorCode::NotFound);

        decoder::SchemaBook book(*registry);
        for (const int id : {first, second, order})
            VERIFY_OK(book.find("id:" + std::to_string(id), PayloadFormat::Avro));
        const auto whole = book.find("id:" + std::to_string(order), PayloadFormat::Avro);
        QVERIFY2(whole->find("\"city\"") != std::string::npos, whole->c_str());
    }

    /// Three versions, as .proto files and as the descriptors that Python's serialiser registers, and one
    /// with an import; the payloads are those that it wrote.
    void protobufIsReadWithItsSchemas() {
        send("PUT", "/config", R"({"compatibility":"NONE"})");
        const auto versions = protobufVersions();
        decoder::RegistrySettings settings;
        settings.addresses = {"http://127.0.0.1:" + std::to_string(m_port) + kApi.toStdString()};
        const auto registry = SchemaRegistry::open(settings);
        VERIFY_OK(registry);
        for (const bool isDescriptor : {false, true}) {
            std::vector<std::optional<std::string>> payloads;
            for (const ProtobufVersion& version : versions) {
                const int id = add(isDescriptor ? "machines-python" : "machines-value",
                                   isDescriptor ? version.registered : version.proto, {}, "PROTOBUF");
                QVERIFY(id > 0);
                std::string framed = version.framed;
                for (std::size_t i = 0; i < 4; ++i)
                    framed[4 - i] = static_cast<char>((id >> (8 * i)) & 0xFF);
                payloads.emplace_back(framed);
            }
            SchemaInference inference({}, std::nullopt, {}, {},
                                      std::make_shared<decoder::SchemaBook>(*registry));
            inference.add(batchOf(payloads));
            const auto inferred = inference.finish();
            VERIFY_OK(inferred);
            QCOMPARE(inferred->spec.format, PayloadFormat::Protobuf);
            const Decoded decoded = decodeAll(inferred->spec, payloads);
            QCOMPARE(texts(decoded, "area"), (Texts{"north", "south", "west"}));
            QCOMPARE(texts(decoded, "temperature"), (Texts{"-", "20.5", "21.5"}));
            QCOMPARE(texts(decoded, "alarm.text"), (Texts{"-", "-", "hot"}));
        }
        QVERIFY(add("money", protobufFile("common/money.proto"), {}, "PROTOBUF") > 0);
        const int everything =
            add("everything-value", protobufFile("everything.proto"),
                {{{"name", "common/money.proto"}, {"subject", "money"}, {"version", 1}}}, "PROTOBUF");
        QVERIFY(everything > 0);
        decoder::SchemaBook book(*registry);
        const auto text = book.find("id:" + std::to_string(everything), PayloadFormat::Protobuf);
        VERIFY_OK(text);
        VERIFY_OK(decoder::parseProtobufSchema(*text));
        VERIFY_FAILS(book.find("id:" + std::to_string(everything), PayloadFormat::Avro),
                     ErrorCode::Unsupported);
    }
};

QTEST_GUILESS_MAIN(TestApicurio)
#include "test_apicurio.moc"
