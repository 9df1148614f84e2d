#include "model/torch_backend.h"

#include "support/result_check.h"

using namespace driftwood;

class TestTorchLoader : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    // The result is cached per process, so this is the only case; tests/unit/libtorch opens the real module.
    void aModuleThatIsNotThereSaysWhereItWasLookedFor() {
        qputenv("DRIFTWOOD_TORCH_MODULE", "/nonexistent/libdriftwood-torch.so");
        const auto backend = model::torchBackend();
        VERIFY_FAILS(backend, ErrorCode::NotFound);
        QCOMPARE(backend.error().where, std::string("/nonexistent/libdriftwood-torch.so"));
        QVERIFY(!backend.error().hint.empty());
    }
};

QTEST_GUILESS_MAIN(TestTorchLoader)
#include "test_torch_loader.moc"
