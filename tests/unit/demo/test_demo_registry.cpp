// The demo's schema registry, asked by the client that asks real ones.
#include "decoder/registry/schema_registry.h"
#include "demo/demo_registry.h"
#include "support/result_check.h"

#include <algorithm>

using namespace driftwood;
using namespace driftwood::decoder;

class TestDemoRegistry : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void itAnswersWhatAClientAsks() {
        const auto served = demo::DemoRegistry::start({{"orders-value", 12, R"("int")"},
                                                       {"orders-value", 17, R"("long")"},
                                                       {"orders-key", 9, R"("long")"}});
        VERIFY_OK(served);
        RegistrySettings settings;
        settings.addresses = {(*served)->address()};
        const auto registry = SchemaRegistry::open(settings);
        VERIFY_OK(registry);
        const std::stop_token never;

        const auto subjects = (*registry)->subjects(never);
        VERIFY_OK(subjects);
        QVERIFY((*subjects == std::vector<std::string>{"orders-key", "orders-value"}));
        const auto versions = (*registry)->versions("orders-value", never);
        VERIFY_OK(versions);
        QVERIFY((*versions == std::vector<std::int32_t>{1, 2}));
        const auto second = (*registry)->version("orders-value", 2, never);
        VERIFY_OK(second);
        QCOMPARE(second->id, 17);
        QCOMPARE(second->text, std::string(R"("long")"));
        const auto schema = (*registry)->schema(12, never);
        VERIFY_OK(schema);
        QCOMPARE(schema->type, std::string("AVRO"));
        QCOMPARE(schema->text, std::string(R"("int")"));
        const auto places = (*registry)->places(17, never);
        VERIFY_OK(places);
        QVERIFY((*places == std::vector<SchemaPlace>{{"orders-value", 2}}));
        const auto compatibility = (*registry)->compatibility("orders-value", never);
        VERIFY_OK(compatibility);
        QCOMPARE(*compatibility, std::string("BACKWARD"));

        VERIFY_FAILS((*registry)->schema(1, never), ErrorCode::NotFound);
        VERIFY_FAILS((*registry)->versions("nobody's", never), ErrorCode::NotFound);
        VERIFY_FAILS((*registry)->version("orders-value", 3, never), ErrorCode::NotFound);
    }

    void itIsGoneWithItsObject() {
        auto served = demo::DemoRegistry::start({});
        VERIFY_OK(served);
        RegistrySettings settings;
        settings.addresses = {(*served)->address()};
        served->reset();
        const auto registry = SchemaRegistry::open(settings);
        VERIFY_OK(registry);
        VERIFY_FAILS((*registry)->subjects({}), ErrorCode::Unreachable);
    }
};

QTEST_GUILESS_MAIN(TestDemoRegistry)
#include "test_demo_registry.moc"
