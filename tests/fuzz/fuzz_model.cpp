// model.json of a bundle. An accepted document must survive writing and reading again, and scoring its
// examples must not cause errors.

#include "model/examples.h"
#include "model/model_json.h"

#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

using namespace driftwood;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t kLargestNetwork = 100'000;
    const std::string text(reinterpret_cast<const char*>(data), size);
    auto document = model::modelDocumentFromText(text, "fuzz");
    if (!document)
        return 0;
    const std::string written = toJson(document->model, document->weightsSha256).dump();
    const auto again = model::modelDocumentFromText(written, "written");
    if (!again || toJson(again->model, again->weightsSha256).dump() != written)
        std::abort();
    auto& model = document->model;
    const training::Network network = model.learned.network();
    if (network.parameterCount() > kLargestNetwork)
        return 0;
    model.learned = {network, std::vector<float>(network.parameterCount(), 0.125F)};
    if (checkConsistent(model))
        static_cast<void>(model::checkExamples(model));
    return 0;
}
