#include "decoder/formats/format.h"
#include "decoder/formats/single/single_decoder.h"

namespace driftwood::decoder {
namespace {

using Kind = SingleFormat::Kind;

constexpr SingleFormat kUtf8{PayloadFormat::Utf8, "a text in UTF-8"};
constexpr SingleFormat kUtf16{PayloadFormat::Utf16, "a text in UTF-16", Kind::Text, "UTF-16BE"};
constexpr SingleFormat kUtf16Little{PayloadFormat::Utf16Little, "a text in UTF-16LE", Kind::Text, "UTF-16LE"};
constexpr SingleFormat kLatin1{PayloadFormat::Latin1, "a text in Latin-1", Kind::Text, "ISO-8859-1"};
constexpr SingleFormat kWindows1252{PayloadFormat::Windows1252, "a text in Windows-1252", Kind::Text,
                                    "CP1252"};
constexpr SingleFormat kInteger{PayloadFormat::Integer, "an integer", Kind::Signed};
constexpr SingleFormat kIntegerLittle{PayloadFormat::IntegerLittle, "an integer", Kind::Signed, nullptr,
                                      true};
constexpr SingleFormat kUnsigned{PayloadFormat::Unsigned, "an integer", Kind::Unsigned};
constexpr SingleFormat kUnsignedLittle{PayloadFormat::UnsignedLittle, "an integer", Kind::Unsigned, nullptr,
                                       true};
constexpr SingleFormat kFloat{PayloadFormat::Float, "a float", Kind::Floating};
constexpr SingleFormat kFloatLittle{PayloadFormat::FloatLittle, "a float", Kind::Floating, nullptr, true};
constexpr SingleFormat kHex{PayloadFormat::Hex, "bytes", Kind::Hex};
constexpr SingleFormat kBase64{PayloadFormat::Base64, "bytes", Kind::Base64};

/// A row of the table of formats; what it looks for in a sample is its title.
template <const SingleFormat& kOf>
consteval Format row(std::string_view name, std::string_view title) {
    return {
        .format = kOf.format,
        .name = name,
        .title = title,
        .payloads = kOf.what,
        .isText = kOf.format == PayloadFormat::Utf8,
        .isFound = false,
        .decoder = [](const DecoderSpec& spec) { return SingleDecoder::make(kOf, spec); },
        .sampler = [](const SampleHints& hints) { return singleSampler(kOf, hints); },
        .writeOptions = [](const DecoderSpec&, nlohmann::ordered_json&) {},
        .readOptions = [](JsonFields&, DecoderSpec&) {},
    };
}

} // namespace

constinit const Format kUtf8Format = row<kUtf8>("utf-8", "UTF-8");
constinit const Format kUtf16Format = row<kUtf16>("utf-16", "UTF-16");
constinit const Format kUtf16LittleFormat = row<kUtf16Little>("utf-16le", "UTF-16LE");
constinit const Format kLatin1Format = row<kLatin1>("latin-1", "Latin-1");
constinit const Format kWindows1252Format = row<kWindows1252>("windows-1252", "Windows-1252");
constinit const Format kIntegerFormat = row<kInteger>("int", "int");
constinit const Format kIntegerLittleFormat = row<kIntegerLittle>("int-le", "int (LE)");
constinit const Format kUnsignedFormat = row<kUnsigned>("uint", "uint");
constinit const Format kUnsignedLittleFormat = row<kUnsignedLittle>("uint-le", "uint (LE)");
constinit const Format kFloatFormat = row<kFloat>("float", "float");
constinit const Format kFloatLittleFormat = row<kFloatLittle>("float-le", "float (LE)");
constinit const Format kHexFormat = row<kHex>("hex", "hex");
constinit const Format kBase64Format = row<kBase64>("base64", "base64");

} // namespace driftwood::decoder
