// Any bytes may be given as a manifest. Writing an accepted manifest reproduces what was read.

#include "dataset/manifest.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace driftwood;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto manifest = dataset::manifestFromJson({reinterpret_cast<const char*>(data), size}, "fuzz");
    if (!manifest)
        return 0;
    const auto again = dataset::manifestFromJson(dataset::toJson(*manifest), "fuzz");
    if (!again || !(*again == *manifest))
        std::abort();
    return 0;
}
