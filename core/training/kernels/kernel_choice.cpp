#include "training/kernels/kernel_choice.h"

#include "base/log.h"

#include <cstdlib>
#include <string>

namespace driftwood::training {

namespace base {
extern const Kernels kKernels;
}
#ifdef DRIFTWOOD_X86_KERNELS
namespace avx2 {
extern const Kernels kKernels;
}
namespace avx512 {
extern const Kernels kKernels;
}
#endif

std::vector<const Kernels*> supportedKernels() {
    std::vector<const Kernels*> kernels{&base::kKernels};
#ifdef DRIFTWOOD_X86_KERNELS
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        kernels.push_back(&avx2::kKernels);
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
        kernels.push_back(&avx512::kKernels);
#endif
    return kernels;
}

const Kernels& chosenKernels() {
    static const Kernels& choice = []() -> const Kernels& {
        const auto kernels = supportedKernels();
        if (const char* wanted = std::getenv("DRIFTWOOD_KERNELS")) {
            for (const Kernels* candidate : kernels)
                if (std::string(wanted) == candidate->name)
                    return *candidate;
            log::warning("DRIFTWOOD_KERNELS=" + std::string(wanted) + " cannot run here; using " +
                         kernels.back()->name);
        }
        return *kernels.back();
    }();
    return choice;
}

} // namespace driftwood::training
