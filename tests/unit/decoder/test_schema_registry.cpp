#include "decoder/registry/schema_difference.h"
#include "decoder/registry/schema_registry.h"
#include "support/http_double.h"
#include "support/result_check.h"

#include <QTemporaryDir>
#include <QtTest>
#include <map>

using namespace driftwood;
using namespace driftwood::test;
using decoder::RegistrySettings;
using decoder::SchemaRegistry;

namespace {

/// Answers by path; anything else is 404 with a registry's words.
using Pages = std::map<QByteArray, QByteArray>;

HttpDouble::Answer pages(Pages known) {
    return [known = std::move(known)](const HttpDouble::Request& request, QTcpSocket& socket) {
        const auto found = known.find(request.path);
        if (found != known.end())
            return HttpDouble::reply(socket, found->second);
        HttpDouble::reply(socket, R"({"error_code":40403,"message":"Schema 7 not found"})", "404 Not Found");
    };
}

RegistrySettings at(const std::string& address) {
    RegistrySettings settings;
    settings.addresses = {address};
    settings.timeout = std::chrono::seconds(5);
    return settings;
}

std::shared_ptr<SchemaRegistry> open(const RegistrySettings& settings) {
    auto registry = SchemaRegistry::open(settings);
    if (!registry)
        throw std::runtime_error(registry.error().text());
    return *registry;
}

const QByteArray kLong = "{\"schema\":\"\\\"long\\\"\"}"; // moc trips over backslashes in raw strings

} // namespace

/// The client against a double that answers as registries do, and as they must not.
class TestSchemaRegistry : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void schemasAreReadByIdAndGuid() {
        HttpDouble server(
            pages({{"/api/schemas/ids/7", kLong},
                   {"/api/schemas/guids/0a-b", R"({"schema":"s","schemaType":"JSON","id":3})"}}));
        const auto registry = open(at(server.address() + "/api/"));
        const auto byId = registry->schema(7, {});
        VERIFY_OK(byId);
        QCOMPARE(byId->type, std::string("AVRO"));
        QCOMPARE(byId->text, std::string("\"long\""));
        QCOMPARE(byId->id, 7);
        const auto byGuid = registry->schemaByGuid("0a-b", {});
        VERIFY_OK(byGuid);
        QCOMPARE(byGuid->type, std::string("JSON"));
        QCOMPARE(byGuid->id, 3);
        VERIFY_OK(registry->schema(7, {}));
        QCOMPARE(server.requests().size(), std::size_t(2)); // each is asked for once
    }

    void subjectsVersionsAndCompatibilityAreRead() {
        HttpDouble server(pages({{"/subjects", R"(["a/b-value","c"])"},
                                 {"/subjects/a%2Fb-value/versions", "[1,2,5]"},
                                 {"/subjects/a%2Fb-value/versions/5",
                                  R"({"subject":"a/b-value","version":5,"id":9,"schema":"s"})"},
                                 {"/config/a%2Fb-value", R"({"compatibilityLevel":"FULL"})"},
                                 {"/config", R"({"compatibilityLevel":"BACKWARD"})"}}));
        const auto registry = open(at(server.address()));
        const auto subjects = registry->subjects({});
        VERIFY_OK(subjects);
        QCOMPARE(*subjects, (std::vector<std::string>{"a/b-value", "c"}));
        const auto versions = registry->versions("a/b-value", {});
        VERIFY_OK(versions);
        QCOMPARE(*versions, (std::vector<std::int32_t>{1, 2, 5}));
        const auto version = registry->version("a/b-value", 5, {});
        VERIFY_OK(version);
        QCOMPARE(version->id, 9);
        QCOMPARE(version->version, 5);
        QCOMPARE(registry->compatibility("a/b-value", {}).value(), std::string("FULL"));
        QCOMPARE(registry->compatibility("c", {}).value(), std::string("BACKWARD")); // the registry's own
        for (const HttpDouble::Request& request : server.requests())
            QVERIFY(request.headers["user-agent"].startsWith("driftwood"));
    }

    void whereASchemaIsRegisteredIsRead() {
        HttpDouble server(pages({{"/schemas/ids/7/versions",
                                  R"([{"subject":"a","version":2},{"subject":"b","version":1},{"x":1},3])"},
                                 {"/schemas/ids/8/versions", R"({"subject":"a"})"}}));
        const auto registry = open(at(server.address()));
        const auto places = registry->places(7, {});
        VERIFY_OK(places);
        QVERIFY((*places == std::vector<decoder::SchemaPlace>{{"a", 2}, {"b", 1}}));
        VERIFY_FAILS(registry->places(8, {}), ErrorCode::CorruptData);
        VERIFY_FAILS(registry->places(9, {}), ErrorCode::NotFound);
    }

    void twoVersionsAreComparedLineByLine() {
        using decoder::DifferenceLine;
        using Kind = DifferenceLine::Kind;
        const std::vector<DifferenceLine> expected{
            {Kind::Same, "a"},    {Kind::Removed, "b"}, {Kind::Added, "x"}, {Kind::Same, "c"},
            {Kind::Removed, "d"}, {Kind::Same, "e"},    {Kind::Added, "f"}, {Kind::Same, "g"}};
        QVERIFY(decoder::lineDifference("a\nb\nc\nd\ne\ng", "a\nx\nc\ne\nf\ng") == expected);
        QVERIFY(decoder::lineDifference("", "").empty());
        const std::vector<DifferenceLine> all{{Kind::Added, "a"}};
        QVERIFY(decoder::lineDifference("", "a") == all);
        // Very many lines are not compared in pairs: the ends that are alike stay, all between is changed.
        std::string before = "same\n";
        std::string after = "same\n";
        for (int i = 0; i < 6000; ++i) {
            before += "b" + std::to_string(i) + "\n";
            after += "a" + std::to_string(i) + "\n";
        }
        const auto many = decoder::lineDifference(before + "end", after + "end");
        QCOMPARE(many.size(), std::size_t(12'002));
        QVERIFY(many.front().kind == Kind::Same && many.back().kind == Kind::Same);
        // The order of a schema's fields is kept, and what is no JSON stays as it is.
        QCOMPARE(decoder::readableSchema(R"({"z":1,"a":[2]})"),
                 std::string("{\n  \"z\": 1,\n  \"a\": [\n    2\n  ]\n}"));
        QCOMPARE(decoder::readableSchema("message M {}"), std::string("message M {}"));
    }

    void logInIsSent() {
        HttpDouble server(pages({{"/schemas/ids/7", kLong}}));
        qputenv("REGISTRY_TEST_SECRET", "pa:ss");
        RegistrySettings settings = at(server.address());
        settings.username = "ann";
        settings.passwordSource = "env:REGISTRY_TEST_SECRET";
        VERIFY_OK(open(settings)->schema(7, {}));
        QCOMPARE(server.requests().back().headers["authorization"],
                 "Basic " + QByteArray("ann:pa:ss").toBase64());
        settings.tokenSource = "env:REGISTRY_TEST_SECRET";
        VERIFY_OK(open(settings)->schema(7, {}));
        QCOMPARE(server.requests().back().headers["authorization"], QByteArray("Bearer pa:ss"));
        settings.tokenSource = "env:REGISTRY_TEST_NO_SUCH_SECRET";
        QVERIFY(!SchemaRegistry::open(settings));
    }

    void refusalsAreTold_data() {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<int>("code");
        QTest::newRow("log-in") << QByteArray("401 Unauthorized") << int(ErrorCode::AuthenticationFailed);
        QTest::newRow("rights") << QByteArray("403 Forbidden") << int(ErrorCode::NotAuthorized);
        QTest::newRow("absent") << QByteArray("404 Not Found") << int(ErrorCode::NotFound);
        QTest::newRow("broken") << QByteArray("500 Internal Server Error") << int(ErrorCode::Unreachable);
        QTest::newRow("odd") << QByteArray("418 Teapot") << int(ErrorCode::CorruptData);
    }
    void refusalsAreTold() {
        QFETCH(QByteArray, status);
        QFETCH(int, code);
        HttpDouble server([&](const HttpDouble::Request&, QTcpSocket& socket) {
            HttpDouble::reply(socket, "{\"error_code\":1,\"message\":\"no \\u001b[31mway\"}", status);
        });
        const auto refused = open(at(server.address()))->schema(7, {});
        VERIFY_FAILS(refused, static_cast<ErrorCode>(code));
        QVERIFY(refused.error().what.find("no  [31mway (HTTP status ") != std::string::npos);
    }

    void wrongRepliesAreErrors_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a web page") << QByteArray("<html>welcome</html>");
        QTest::newRow("no schema") << QByteArray("{}");
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("a number") << QByteArray(R"({"schema":7})");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("deep") << QByteArray(100000, '[');
        QTest::newRow("bad reference") << QByteArray(R"({"schema":"s","references":[{"name":"n"}]})");
    }
    void wrongRepliesAreErrors() {
        QFETCH(QByteArray, body);
        HttpDouble server(pages({{"/schemas/ids/7", body}}));
        VERIFY_FAILS(open(at(server.address()))->schema(7, {}), ErrorCode::CorruptData);
    }

    void whatIsLeftOfAReplyIsAnError() {
        HttpDouble server([](const HttpDouble::Request&, QTcpSocket& socket) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"schema\":");
        });
        VERIFY_FAILS(open(at(server.address()))->schema(7, {}), ErrorCode::Unreachable);
    }

    void aReplyHasALimit() {
        HttpDouble server([](const HttpDouble::Request&, QTcpSocket& socket) {
            socket.write("HTTP/1.1 200 OK\r\n\r\n{\"schema\":\"");
            for (int i = 0; i < 64 && socket.state() == QTcpSocket::ConnectedState; ++i) { // MiB
                socket.write(QByteArray(1 << 20, 'x'));
                while (socket.bytesToWrite() > 0 && socket.waitForBytesWritten(1000)) {
                }
            }
        });
        const auto refused = open(at(server.address()))->schema(7, {});
        VERIFY_FAILS(refused, ErrorCode::CorruptData);
        QCOMPARE(refused.error().what, std::string("the reply is larger than 4 MiB"));
    }

    void aSlowRegistryIsGivenUp() {
        HttpDouble server([&server](const HttpDouble::Request&, QTcpSocket& socket) {
            socket.write("HTTP/1.1 200 OK\r\n\r\n");
            while (!server.isStopping() && socket.state() == QTcpSocket::ConnectedState) { // a byte at a time
                socket.write(" ");
                socket.waitForBytesWritten(100);
                socket.waitForReadyRead(20);
            }
        });
        RegistrySettings settings = at(server.address());
        settings.timeout = std::chrono::milliseconds(300);
        const auto registry = open(settings);
        VERIFY_FAILS(registry->schema(7, {}), ErrorCode::Unreachable);
        VERIFY_FAILS(registry->schema(8, {}), ErrorCode::Unreachable); // not asked again at once
        QCOMPARE(server.requests().size(), std::size_t(1));
    }

    void aStopIsHeeded() {
        std::stop_source stop;
        HttpDouble server([&](const HttpDouble::Request&, QTcpSocket& socket) {
            stop.request_stop();
            socket.waitForDisconnected(5000);
        });
        VERIFY_FAILS(open(at(server.address()))->schema(7, stop.get_token()), ErrorCode::Cancelled);
    }

    void anotherAddressIsTried() {
        HttpDouble broken([](const HttpDouble::Request&, QTcpSocket& socket) {
            HttpDouble::reply(socket, "{}", "503 Service Unavailable");
        });
        HttpDouble server(pages({{"/schemas/ids/7", kLong}, {"/schemas/ids/8", kLong}}));
        RegistrySettings settings = at("http://127.0.0.1:1"); // nobody listens there
        settings.addresses.push_back(broken.address());
        settings.addresses.push_back(server.address());
        const auto registry = open(settings);
        VERIFY_OK(registry->schema(7, {}));
        VERIFY_OK(registry->schema(8, {}));
        QCOMPARE(broken.requests().size(), std::size_t(1)); // then the one that answered comes first
        VERIFY_FAILS(registry->schema(9, {}), ErrorCode::NotFound);
    }

    void redirectsToOtherServersAreRefused() {
        HttpDouble other(pages({{"/schemas/ids/7", kLong}}));
        HttpDouble server([&](const HttpDouble::Request& request, QTcpSocket& socket) {
            if (request.path == "/moved")
                return HttpDouble::reply(socket, kLong);
            const QByteArray to = request.path.endsWith('7')
                                      ? QByteArray::fromStdString(other.address() + "/schemas/ids/7")
                                  : request.path.endsWith('8') ? QByteArray("/moved")
                                  : request.path.endsWith('6') ? QByteArray("file:///etc/passwd")
                                                               : request.path;
            HttpDouble::reply(socket, {}, "302 Found", "Location: " + to + "\r\n");
        });
        const auto registry = open(at(server.address()));
        VERIFY_FAILS(registry->schema(7, {}), ErrorCode::CorruptData);
        VERIFY_FAILS(registry->schema(6, {}), ErrorCode::CorruptData);
        VERIFY_OK(registry->schema(8, {}));
        VERIFY_FAILS(registry->schema(9, {}), ErrorCode::CorruptData); // in circles
        QVERIFY(other.requests().empty());
    }

    void referencesAreResolved() {
        HttpDouble server(
            pages({{"/schemas/ids/7", R"({"schema":"top","references":[{"name":"A","subject":"a","version":1},
                                   {"name":"B","subject":"b","version":2}]})"},
                   {"/subjects/a/versions/1",
                    R"({"schema":"of a","references":[{"name":"B","subject":"b","version":2}]})"},
                   {"/subjects/b/versions/2", R"({"schema":"of b"})"}}));
        const auto schema = open(at(server.address()))->schema(7, {});
        VERIFY_OK(schema);
        const std::vector<decoder::ReferencedSchema> expected{{"B", "of b"}, {"A", "of a"}};
        QVERIFY(schema->references == expected); // what is referred to comes first, and once
    }

    void referencesInACircleAreRefused() {
        HttpDouble server(pages(
            {{"/schemas/ids/7", R"({"schema":"top","references":[{"name":"A","subject":"a","version":1}]})"},
             {"/subjects/a/versions/1",
              R"({"schema":"s","references":[{"name":"B","subject":"b","version":1}]})"},
             {"/subjects/b/versions/1",
              R"({"schema":"s","references":[{"name":"A again","subject":"a","version":1}]})"}}));
        const auto refused = open(at(server.address()))->schema(7, {});
        VERIFY_FAILS(refused, ErrorCode::CorruptData);
        QVERIFY(refused.error().what.find("circle") != std::string::npos);
    }

    /// A registry that answers each reference with another one ends too.
    void referencesWithoutEndAreRefused() {
        int next = 0;
        HttpDouble server([&](const HttpDouble::Request&, QTcpSocket& socket) {
            const QByteArray name = QByteArray::number(++next);
            HttpDouble::reply(socket, R"({"schema":"s","references":[{"name":")" + name + R"(","subject":")" +
                                          name + R"(","version":1}]})");
        });
        VERIFY_FAILS(open(at(server.address()))->schema(7, {}), ErrorCode::CorruptData);
        QVERIFY(server.requests().size() < 50);
    }

    void schemasAreKeptForWhenTheRegistryIsGone() {
        const QTemporaryDir folder;
        const std::string address = [&] {
            HttpDouble server(pages({{"/schemas/ids/7", kLong}}));
            RegistrySettings settings = at(server.address());
            settings.cacheFolder = folder.path().toStdString();
            const auto schema = open(settings)->schema(7, {});
            return schema ? server.address() : std::string();
        }();
        QVERIFY(!address.empty());
        RegistrySettings settings = at(address);
        settings.cacheFolder = folder.path().toStdString();
        const auto registry = open(settings);
        const auto kept = registry->schema(7, {});
        VERIFY_OK(kept);
        QCOMPARE(kept->text, std::string("\"long\""));
        VERIFY_FAILS(registry->schema(8, {}), ErrorCode::Unreachable);
        settings.addresses = {"http://127.0.0.1:1"}; // another registry's numbers mean something else
        VERIFY_FAILS(open(settings)->schema(7, {}), ErrorCode::Unreachable);
    }

    void addressesAreChecked() {
        for (const char* address :
             {"", "registry:8081", "ftp://registry", "http://ann:secret@registry:8081"}) {
            const auto refused = SchemaRegistry::open(at(address));
            VERIFY_FAILS(refused, ErrorCode::InvalidArgument);
        }
        VERIFY_FAILS(SchemaRegistry::open({}), ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestSchemaRegistry)
#include "test_schema_registry.moc"
