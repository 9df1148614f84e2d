#include "ui/browse/records/bytes_text.h"

#include "ui/format/format.h"

namespace driftwood::ui {
namespace {

constexpr std::size_t kHexColumns = 8; ///< bytes per line: as many as fit beside their characters
constexpr int kPlaceDigits = 4;
constexpr std::size_t kLongestCharacter = 4; ///< in bytes

} // namespace

std::string_view beginningOf(std::string_view text, std::size_t most) {
    if (text.size() <= most)
        return text;
    const auto continues = [&](std::size_t at) {
        return (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    std::size_t end = most;
    while (end > 0 && most - end < kLongestCharacter && continues(end))
        --end;
    return text.substr(0, continues(end) ? most : end); // text that is not UTF-8 may be cut anywhere
}

QString visibleLines(const QString& text) {
    QString out;
    out.reserve(text.size());
    for (qsizetype begin = 0; begin < text.size();) {
        qsizetype end = begin;
        while (end < text.size() && text[end] != u'\n' && text[end] != u'\t')
            ++end;
        out += escapeControls(text.mid(begin, end - begin));
        if (end < text.size())
            out += text[end];
        begin = end + 1;
    }
    return out;
}

QString hexDump(std::string_view bytes, std::size_t first) {
    QString out;
    for (std::size_t begin = 0; begin < bytes.size(); begin += kHexColumns) {
        const std::string_view line = bytes.substr(begin, kHexColumns);
        const QByteArray raw(line.data(), static_cast<qsizetype>(line.size()));
        QString characters;
        for (const char c : line)
            characters += c >= 0x20 && c < 0x7F ? QChar(u'\0' + static_cast<char16_t>(c)) : QChar(u'·');
        out += QStringLiteral("%1 %2 %3\n")
                   .arg(first + begin, kPlaceDigits, 16, QChar(u'0'))
                   .arg(QString::fromLatin1(raw.toHex(' ')), -(3 * static_cast<int>(kHexColumns) - 1))
                   .arg(characters);
    }
    return out;
}

} // namespace driftwood::ui
