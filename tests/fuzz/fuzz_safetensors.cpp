// A safetensors file of any bytes is read or refused; an accepted file can be written and reads back equal.

#include "training/safetensors.h"

#include <cstdlib>

using namespace driftwood::training;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto file = decodeSafetensors(bytes, "fuzz");
    if (!file)
        return 0;
    const auto again = decodeSafetensors(encodeSafetensors(*file), "fuzz");
    if (!again || again->metadata != file->metadata || again->tensors.size() != file->tensors.size())
        std::abort();
    for (const auto& [name, tensor] : file->tensors) {
        const auto found = again->tensors.find(name);
        if (found == again->tensors.end() || found->second.type != tensor.type ||
            found->second.shape != tensor.shape || found->second.bytes != tensor.bytes)
            std::abort();
    }
    return 0;
}
