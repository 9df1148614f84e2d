#include "app/cli/text_layout.h"

#include "ui/format/format.h"

#include <QStringDecoder>
#include <algorithm>
#include <cwchar>

namespace driftwood::cli {
namespace {

/// Processes a text like a terminal: distinguishes characters that take columns from colour codes.
class ColumnCounter {
  public:
    /// Columns of this character; 0 inside a colour code.
    int take(char32_t c) {
        if (m_inCode) {
            m_inCode = !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
            return 0;
        }
        m_inCode = c == 0x1b;
        return m_inCode ? 0 : std::max(0, wcwidth(static_cast<wchar_t>(c)));
    }

  private:
    bool m_inCode = false;
};

} // namespace

QString shown(std::string_view text) {
    // QString::fromUtf8() would leave a byte order mark out.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    const QString decoded = decoder(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    return ui::escapeControls(decoded);
}

int displayWidth(const QString& text) {
    int columns = 0;
    ColumnCounter counter;
    for (const char32_t c : text.toUcs4())
        columns += counter.take(c);
    return columns;
}

QString elided(const QString& text, int width) {
    if (displayWidth(text) <= width)
        return text;
    QString out;
    int columns = 0;
    ColumnCounter counter;
    for (const char32_t c : text.toUcs4()) {
        columns += counter.take(c);
        if (columns > width - 1)
            break;
        out += QString::fromUcs4(&c, 1);
    }
    out += QStringLiteral("…");
    return out.contains('\x1b') ? out + QStringLiteral("\x1b[0m") : out;
}

QStringList wrapped(const QString& text, int width) {
    QStringList lines;
    for (const QString& word : text.split(' ')) {
        if (!lines.isEmpty() && displayWidth(lines.last()) + 1 + displayWidth(word) <= width)
            lines.last() += ' ' + word;
        else if (lines.isEmpty() || !word.isEmpty()) // skips further spaces at the start of a line
            lines << word;
    }
    for (QString& line : lines)
        while (line.endsWith(' '))
            line.chop(1);
    return lines;
}

QString shownSecond(TimestampMs time) {
    return ui::formatTime(time.value, QTimeZone::utc(), ui::TimeDetail::Seconds);
}

QString shownPosition(const Position& position) {
    return QStringLiteral("P%1 @ %2").arg(position.partition.value).arg(position.offset.value);
}

QString counted(qint64 count, const QString& noun) {
    return ui::formatCount(count) + ' ' + noun + (count == 1 ? QString() : QStringLiteral("s"));
}

QString progressBar(qint64 done, qint64 total, int width) {
    if (total <= 0)
        return {};
    const double share = std::clamp(static_cast<double>(done) / static_cast<double>(total), 0.0, 1.0);
    const int filled = static_cast<int>(share * width);
    return QString(filled, QChar(0x2588)) + QString(width - filled, QChar(0x2591)) +
           QStringLiteral(" %1 %").arg(static_cast<int>(share * 100), 3);
}

} // namespace driftwood::cli
