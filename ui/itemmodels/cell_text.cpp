#include "ui/itemmodels/cell_text.h"

#include "ui/format/format.h"
#include "ui/format/numbers.h"

#include <QStringDecoder>

namespace driftwood::ui {
namespace {

constexpr QChar kMinus(0x2212);
constexpr QChar kByteOrderMark(0xFEFF);
const QString kNarrowSpace = QStringLiteral("\u202F");

QString sign(QChar c) {
    if (c == u'\n')
        return QStringLiteral("⏎");
    if (c == u'\t')
        return QStringLiteral("⇥");
    if (c == u'\r')
        return QStringLiteral("␍");
    if (c == kByteOrderMark)
        return QStringLiteral("\\uFEFF");
    return QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QChar(u'0')).toUpper().replace('X', 'x');
}

QString shortNumber(double value, int digits) { return numberLocale().toString(value, 'f', digits); }

} // namespace

QString lineOfBytes(std::string_view bytes, int most) {
    // A character takes at most four bytes.
    const bool cut = bytes.size() > static_cast<std::size_t>(most) * 4;
    if (cut)
        bytes = bytes.substr(0, static_cast<std::size_t>(most) * 4);
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    QString text = decoder(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    if (decoder.hasError() && !cut) {
        text.clear();
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            text += byte < 0x80 ? QString(QChar(byte))
                                : QStringLiteral("\\x") +
                                      QStringLiteral("%1").arg(byte, 2, 16, QChar(u'0')).toUpper();
        }
    }
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (out.size() >= most)
            return out + QChar(0x2026);
        if (c < u' ' || c == QChar(0x7F) || c == kByteOrderMark)
            out += sign(c);
        else
            out += c;
    }
    return cut ? out + QChar(0x2026) : out;
}

QString cellText(const records::Column& column, std::size_t row) {
    if (!column.valid(row))
        return {};
    switch (column.type()) {
    case records::FieldType::Bool:
        return column.ints()[row] != 0 ? QStringLiteral("true") : QStringLiteral("false");
    case records::FieldType::Int64:
        return numberLocale().toString(qlonglong(column.ints()[row])).replace('-', kMinus);
    case records::FieldType::Float64:
        return localNumber(QString::fromStdString(column.asText(row)));
    case records::FieldType::Text:
        return lineOfBytes(column.text(row));
    }
    return {};
}

bool isRightAligned(records::FieldType type) {
    return type == records::FieldType::Int64 || type == records::FieldType::Float64;
}

QString missingShare(const dataset::FieldStatistics& field) {
    if (field.rows == 0)
        return QStringLiteral("–");
    return percentFigure(static_cast<double>(field.missing) / static_cast<double>(field.rows)) +
           QStringLiteral(" %");
}

QString rateFigure(double perSecond) {
    if (!(perSecond >= 0))
        return QStringLiteral("–");
    if (perSecond >= 100000)
        return shortNumber(perSecond / 1000, 0) + kNarrowSpace + 'k';
    return shortNumber(perSecond, perSecond < 100 ? 1 : 0);
}

QString shortEstimate(qint64 count) {
    if (count < 0)
        return QStringLiteral("–");
    if (count < 100000)
        return QStringLiteral("≈") + formatCount(count);
    const bool millions = count >= 1000000;
    const double scaled = static_cast<double>(count) / (millions ? 1e6 : 1e3);
    return QStringLiteral("≈") + shortNumber(scaled, millions && scaled < 100 ? 2 : 0) + kNarrowSpace +
           (millions ? 'M' : 'k');
}

} // namespace driftwood::ui
