#include "dataset/dataset.h"
#include "decoder/registry/schema_book.h"
#include "support/avro_topic.h"
#include "support/memory_cluster.h"
#include "support/result_check.h"

#include <atomic>

using namespace driftwood;
using namespace driftwood::test;

namespace {

const TopicName kTopic("machines");

std::shared_ptr<decoder::SchemaBook> bookAt(const std::string& address, const std::string& stated = {}) {
    decoder::RegistrySettings settings;
    settings.addresses = {address};
    return std::make_shared<decoder::SchemaBook>(decoder::SchemaRegistry::open(settings).value(),
                                                 decoder::StatedSchema{stated});
}

} // namespace

/// Data sets of records whose schemas are asked for while they are read.
class TestDatasetSchemas : public QObject {
    Q_OBJECT

    std::shared_ptr<broker::Connection> m_connection;
    broker::TopicRanges m_all{kTopic, {{PartitionId(0), Offset(0), Offset(kAvroRows + 1)}}};

    Result<dataset::LoadedDataset> create(const decoder::SchemaSource& book) {
        auto inferred = dataset::inferSchema(*m_connection,
                                             {kTopic, {{PartitionId(0), Offset(0), Offset(kAvroRows / 2)}}},
                                             {.book = book}, {});
        if (!inferred)
            return forward(inferred);
        dataset::DatasetRequest request;
        request.name = "day";
        request.ranges = m_all;
        request.decoder = inferred->spec;
        request.decoder.book = book;
        return dataset::createDataset(*m_connection, request, {}, {});
    }

  private Q_SLOTS:
    void initTestCase() {
        const auto cluster = MemoryCluster::create();
        QVERIFY(cluster->createTopic(kTopic, 1));
        for (const JsonRecord& record : avroMachines())
            QVERIFY(cluster->append(kTopic, PartitionId(0),
                                    {TimestampMs(record.time), record.key, record.value, {}}));
        m_connection = cluster->connect();
    }

    /// Rows would be missing for ever for a reason that passes.
    void aRegistryInTroubleMakesNoDataSet() {
        std::atomic<bool> inTrouble = true;
        const HttpDouble registry([&](const HttpDouble::Request& request, QTcpSocket& socket) {
            if (inTrouble && request.path.startsWith("/schemas/ids/2"))
                return HttpDouble::reply(socket, R"({"message":"busy"})", "503 Service Unavailable");
            answerForMachines(request, socket);
        });
        const auto refused = create(bookAt(registry.address()));
        VERIFY_FAILS(refused, ErrorCode::Unreachable);
        QCOMPARE(refused.error().where, "machines/0 @ " + std::to_string(kAvroRows / 2));
        inTrouble = false;
        const auto made = create(bookAt(registry.address()));
        VERIFY_OK(made);
        QCOMPARE(made->manifest.rows, kAvroRows);
        QCOMPARE(made->manifest.undecodable, 1); // the registry says that it has no schema 9
    }

    void aStatedSchemaDoesNotStandInForARegistryThatIsSilent() {
        const auto refused = create(bookAt("http://127.0.0.1:1", kMachineFirst));
        QVERIFY(!refused);
        QVERIFY2(refused.error().what.find("no schema registry answered") != std::string::npos,
                 refused.error().what.c_str());
        const HttpDouble empty([&](const HttpDouble::Request&, QTcpSocket& socket) {
            HttpDouble::reply(socket, R"({"error_code":40403,"message":"Schema not found"})",
                              "404 Not Found");
        });
        VERIFY_OK(create(bookAt(empty.address(), kMachineFirst)));
    }
};

QTEST_GUILESS_MAIN(TestDatasetSchemas)
#include "test_dataset_schemas.moc"
