#include "ui/itemmodels/cell_text.h"

#include "ui/format/format.h"
#include "ui/format/numbers.h"

#include <QDateTime>
#include <QStringDecoder>
#include <algorithm>
#include <optional>

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

constexpr std::int64_t kNanosecondsPerSecond = 1'000'000'000;
constexpr std::int64_t kSecondsPerDay = 86'400;
constexpr std::int64_t kFirstSecond = -62'135'596'800; ///< of the year 1
constexpr std::int64_t kEndSecond = 253'402'300'800;   ///< of the year 9999

/// Written with as many digits as the unit has; nothing for a number that is no such time.
std::optional<QString> timeOf(std::int64_t number, TimeUnit unit, bool isOfDay) {
    const std::int64_t perUnit = nanosecondsPer(unit);
    const std::int64_t unitsPerSecond = std::max<std::int64_t>(kNanosecondsPerSecond / perUnit, 1);
    const std::int64_t secondsPerUnit = std::max<std::int64_t>(perUnit / kNanosecondsPerSecond, 1);
    std::int64_t seconds = number / unitsPerSecond;
    std::int64_t rest = number % unitsPerSecond;
    if (rest < 0) {
        rest += unitsPerSecond;
        --seconds;
    }
    if (seconds < kFirstSecond / secondsPerUnit || seconds >= kEndSecond / secondsPerUnit)
        return std::nullopt;
    seconds *= secondsPerUnit;
    if (isOfDay && (seconds < 0 || seconds >= kSecondsPerDay))
        return std::nullopt;
    const QDateTime time = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
    if (unit == TimeUnit::Days)
        return time.toString(QStringLiteral("yyyy-MM-dd"));
    QString text =
        time.toString(isOfDay ? QStringLiteral("HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    const int digits = static_cast<int>(std::to_string(unitsPerSecond).size()) - 1;
    if (digits > 0)
        text += QStringLiteral(".%1").arg(rest, digits, 10, QChar(u'0'));
    return isOfDay ? text : text + u'Z';
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

QString cellText(const records::Field& field, const records::Column& column, std::size_t row) {
    const bool isTime = field.unit && column.type() == records::FieldType::Int64 && column.valid(row);
    const std::optional<QString> time =
        isTime ? timeOf(column.ints()[row], *field.unit, field.isOfDay) : std::nullopt;
    return time ? *time : cellText(column, row);
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
