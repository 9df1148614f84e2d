#include "base/log.h"
#include "base/version.h"
#include "model/torch_backend.h"

#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <string>
#include <vector>

namespace driftwood::model {
namespace {

namespace fs = std::filesystem;

constexpr const char* kOverride = "DRIFTWOOD_TORCH_MODULE";
constexpr const char* kFileName = "libdriftwood-torch.so";
constexpr const char* kFactory = "driftwoodTorchBackend"; // defined in core/libtorch/torch_module.cpp
constexpr bool kBuiltWithModule = DRIFTWOOD_HAS_TORCH != 0;
using Factory = TorchBackend*(const char* coreVersion);

// The folder of the library or program that contains this code.
fs::path ownFolder() {
    Dl_info info{};
    if (dladdr(reinterpret_cast<const void*>(&torchBackend), &info) == 0 || info.dli_fname == nullptr)
        return {};
    std::error_code ignored;
    return fs::absolute(info.dli_fname, ignored).parent_path();
}

Result<fs::path> findModule() {
    if (const char* named = std::getenv(kOverride); named != nullptr && *named != '\0') {
        if (!fs::exists(named))
            return fail(ErrorCode::NotFound, "the LibTorch module was not found", named,
                        std::string("Correct ") + kOverride + " or unset it.");
        return fs::path(named);
    }
    if (!kBuiltWithModule)
        return fail(ErrorCode::Unsupported, "this build has no LibTorch module", {},
                    "Build with -DDRIFTWOOD_TORCH=ON to export TorchScript or train with LibTorch.");
    std::string looked;
    for (const fs::path& folder : {ownFolder(), ownFolder() / "../lib/driftwood", ownFolder() / "../lib"}) {
        std::error_code ignored;
        const fs::path candidate = (folder / kFileName).lexically_normal();
        if (fs::exists(candidate, ignored))
            return candidate;
        looked += (looked.empty() ? "" : ", ") + candidate.string();
    }
    return fail(ErrorCode::NotFound, "the LibTorch module was not found", looked,
                std::string("Install Driftwood's LibTorch module, or name the file in ") + kOverride + ".");
}

Result<TorchBackend*> openModule() {
    const auto path = findModule();
    if (!path)
        return tl::unexpected(path.error());
    // RTLD_LOCAL keeps the symbols of the module, LibTorch and the hundreds of libraries behind it out of the
    // global scope. Never closed, because LibTorch does not survive dlclose().
    void* const module = dlopen(path->c_str(), RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr)
        return fail(ErrorCode::Unsupported, std::string("LibTorch could not be loaded: ") + dlerror(),
                    path->string(),
                    "Install LibTorch (libtorch-dev), of the version this build was made with.");
    const auto factory = reinterpret_cast<Factory*>(dlsym(module, kFactory));
    TorchBackend* const backend = factory != nullptr ? factory(version().c_str()) : nullptr;
    if (backend == nullptr)
        return fail(ErrorCode::Unsupported, "the LibTorch module is of another version of Driftwood",
                    path->string(), "Install the module and the program from the same build.");
    log::info("LibTorch module opened: " + path->string());
    return backend;
}

} // namespace

Result<TorchBackend*> torchBackend() {
    // A failure is cached too: the result does not change within a process.
    static const Result<TorchBackend*> opened = openModule();
    return opened;
}

} // namespace driftwood::model
