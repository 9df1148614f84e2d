#include "torch_runtime.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/util/Exception.h>
#include <c10/util/Logging.h>
#include <torch/csrc/jit/runtime/profiling_graph_executor_impl.h>
#include <torch/version.h>

#include <dlfcn.h>
#include <malloc.h>
#include <string_view>

namespace driftwood::libtorch {
namespace {

// OpenBLAS's own functions, looked up by name: LibTorch may use another BLAS that does not have them.
template <class Function>
Function* openBlas(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_DEFAULT, name));
}

std::string blasName() {
    if (const auto core = openBlas<char*()>("openblas_get_corename"))
        return "OpenBLAS (" + std::string(core()) + ")";
    return "not OpenBLAS";
}

// Taken from the configuration text, the only place that names it in every LibTorch version.
std::string capabilityName() {
    static constexpr std::string_view kLabel = "CPU capability usage: ";
    const std::string config = at::show_config();
    const auto label = config.find(kLabel);
    if (label == std::string::npos)
        return "unknown";
    const auto begin = label + kLabel.size();
    return config.substr(begin, config.find('\n', begin) - begin);
}

} // namespace

void tuneProcess() {
    mallopt(M_MMAP_THRESHOLD, 256 << 20);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_TOP_PAD, 64 << 20);
    at::set_num_threads(1);
    if (const auto setThreads = openBlas<void(int)>("openblas_set_num_threads"))
        setThreads(1);
    torch::jit::getProfilingMode() = false;
    c10::SetStackTraceFetcher([] { return std::string(); });
}

model::TorchInfo runtimeInfo() {
    model::TorchInfo info;
    info.version = std::to_string(TORCH_VERSION_MAJOR) + "." + std::to_string(TORCH_VERSION_MINOR) + "." +
                   std::to_string(TORCH_VERSION_PATCH);
    info.blas = blasName();
    info.capability = capabilityName();
    info.threads = at::get_num_threads();
    return info;
}

std::string messageOf(const std::exception& error) {
    if (const auto* torchError = dynamic_cast<const c10::Error*>(&error))
        return torchError->what_without_backtrace();
    const std::string text = error.what();
    return text.substr(0, text.find("\nException raised from"));
}

} // namespace driftwood::libtorch
