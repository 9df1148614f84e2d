#include "eager_engine.h"
#include "pt2_file.h"
#include "torch_runtime.h"
#include "torchscript_export.h"

#include <string_view>

namespace driftwood::libtorch {
namespace {

class LibTorchBackend final : public model::TorchBackend {
  public:
    LibTorchBackend() { tuneProcess(); }

    model::TorchInfo info() const override { return runtimeInfo(); }

    Result<std::unique_ptr<training::GradientEngine>> makeEagerEngine(const training::Network& network,
                                                                      training::Loss loss) override {
        return libtorch::makeEagerEngine(network, loss);
    }

    Result<std::string> writeTorchScript(const model::ExportContents& contents) override {
        return libtorch::writeTorchScript(contents);
    }

    Result<std::unique_ptr<model::ExportedFile>> openTorchScript(const std::string& bytes) override {
        return libtorch::openTorchScript(bytes);
    }

    Result<std::unique_ptr<model::ExportedFile>>
    openPt2(std::map<std::string, std::string> entries) override {
        return libtorch::openPt2(std::move(entries));
    }
};

} // namespace
} // namespace driftwood::libtorch

/// The module's only entry point. Returns null when the module was built with another version of Driftwood
/// than the program that loaded it: they share C++ types, which match within one build only.
extern "C" driftwood::model::TorchBackend* driftwoodTorchBackend(const char* coreVersion) {
    if (std::string_view(coreVersion) != DRIFTWOOD_VERSION)
        return nullptr;
    static driftwood::libtorch::LibTorchBackend backend;
    return &backend;
}
