#include "decoder/formats/format.h"

#include <algorithm>
#include <array>

namespace driftwood::decoder {
namespace {

/// A format is added as a folder that defines it and a row here.
constexpr std::array<const Format*, 19> kFormats{
    &kJsonFormat,          &kCsvFormat,         &kAvroFormat,           &kProtobufFormat,
    &kCborFormat,          &kMessagePackFormat, &kUtf8Format,           &kUtf16Format,
    &kUtf16LittleFormat,   &kLatin1Format,      &kWindows1252Format,    &kIntegerFormat,
    &kIntegerLittleFormat, &kUnsignedFormat,    &kUnsignedLittleFormat, &kFloatFormat,
    &kFloatLittleFormat,   &kHexFormat,         &kBase64Format};

} // namespace

std::span<const Format* const> formats() { return kFormats; }

const Format& formatOf(PayloadFormat format) {
    return **std::ranges::find(kFormats, format, [](const Format* row) { return row->format; });
}

std::string_view formatName(PayloadFormat format) { return formatOf(format).name; }

std::optional<PayloadFormat> formatFromName(std::string_view name) {
    const auto row = std::ranges::find(kFormats, name, [](const Format* of) { return of->name; });
    return row == kFormats.end() ? std::nullopt : std::optional((*row)->format);
}

} // namespace driftwood::decoder
