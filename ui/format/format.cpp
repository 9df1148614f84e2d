#include "ui/format/format.h"

#include "ui/format/numbers.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>
#include <array>
#include <cmath>

namespace driftwood::ui {
namespace {

const QString kUnknown = QStringLiteral("–");
const QString kNarrowSpace = QStringLiteral("\u202F");
constexpr QChar kMinus(0x2212);

QString withTrueMinus(QString text) { return text.replace('-', kMinus); }

QLocale& chosenLocale() {
    static QLocale locale(QLocale::English);
    return locale;
}

QString decimals(double value, int digits) {
    return withTrueMinus(chosenLocale().toString(value, 'f', digits));
}

/// Whether a character is visible or harmless. The joiners of emoji and of scripts that need them are
/// invisible, but do not move other text.
bool drawsItself(QChar c) {
    constexpr QChar nonJoiner(0x200C);
    constexpr QChar joiner(0x200D);
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    case QChar::Other_Format:
        return c == nonJoiner || c == joiner;
    default:
        return true;
    }
}

QString escaped(QChar c) {
    switch (c.unicode()) {
    case '\n':
        return QStringLiteral("\\n");
    case '\r':
        return QStringLiteral("\\r");
    case '\t':
        return QStringLiteral("\\t");
    default:
        break;
    }
    const bool oneByte = c.unicode() < 0x100;
    return (oneByte ? QStringLiteral("\\x") : QStringLiteral("\\u")) +
           QString::number(c.unicode(), 16).rightJustified(oneByte ? 2 : 4, '0');
}

QString withUnit(const QString& number, const QString& unit) { return number + kNarrowSpace + unit; }

} // namespace

QString qt(std::string_view utf8) { return QString::fromUtf8(utf8.data(), static_cast<int>(utf8.size())); }

void setNumberLocale(const QLocale& locale) { chosenLocale() = locale; }

const QLocale& numberLocale() { return chosenLocale(); }

QString localNumber(QString written) {
    return withTrueMinus(written.replace(QLatin1String("."), chosenLocale().decimalPoint()));
}

std::optional<double> readNumber(const QString& typed) {
    QString text = typed.trimmed();
    text.replace(kMinus, u'-').replace(chosenLocale().decimalPoint(), QLatin1String("."));
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

QString formatCount(qint64 count) { return count < 0 ? kUnknown : chosenLocale().toString(count); }

QString formatEstimate(qint64 count) {
    return count < 0 ? kUnknown : QStringLiteral("≈") + kNarrowSpace + formatCount(count);
}

QString formatBytes(qint64 bytes) {
    if (bytes < 0)
        return kUnknown;
    if (bytes < 1024)
        return withUnit(QString::number(bytes), QStringLiteral("B"));
    constexpr std::array<const char*, 5> units{"KiB", "MiB", "GiB", "TiB", "PiB"};
    double value = static_cast<double>(bytes) / 1024.0;
    std::size_t unit = 0;
    // 1023.95 would be printed as 1024.0 of the smaller unit.
    while (value >= 1023.95 && unit + 1 < units.size()) {
        value /= 1024.0;
        ++unit;
    }
    return withUnit(decimals(value, 1), QString::fromLatin1(units[unit]));
}

QString formatRate(double perSecond, const QString& unit) {
    if (!std::isfinite(perSecond))
        return kUnknown;
    const QString name = unit + "/s";
    if (perSecond >= 1e6)
        return withUnit(decimals(perSecond / 1e6, 2), QStringLiteral("M ") + name);
    if (perSecond >= 100)
        return withUnit(decimals(perSecond, 0), name);
    return withUnit(decimals(perSecond, 1), name);
}

QString formatDuration(std::chrono::milliseconds duration) {
    const qint64 ms = duration.count();
    if (ms < 0)
        return kUnknown;
    if (ms < 1000)
        return withUnit(QString::number(ms), QStringLiteral("ms"));
    if (ms < 60000)
        return withUnit(decimals(static_cast<double>(ms) / 1000.0, 1), QStringLiteral("s"));
    const qint64 seconds = ms / 1000;
    const auto pair = [](qint64 large, const QString& largeUnit, qint64 small, const QString& smallUnit,
                         int width) {
        return withUnit(QString::number(large), largeUnit) + ' ' +
               withUnit(QStringLiteral("%1").arg(small, width, 10, QChar('0')), smallUnit);
    };
    if (seconds < 3600)
        return pair(seconds / 60, QStringLiteral("min"), seconds % 60, QStringLiteral("s"), 1);
    if (seconds < 86400)
        return pair(seconds / 3600, QStringLiteral("h"), seconds % 3600 / 60, QStringLiteral("min"), 2);
    return pair(seconds / 86400, QStringLiteral("d"), seconds % 86400 / 3600, QStringLiteral("h"), 1);
}

QString formatNumber(double value) {
    if (std::isnan(value))
        return kUnknown;
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : kMinus + QStringLiteral("∞");
    const double magnitude = std::abs(value);
    if (magnitude == 0)
        return QStringLiteral("0");
    if (magnitude < 1e-4 || magnitude >= 1e9)
        return localNumber(QString::number(value, 'e', 1));
    if (value == std::round(value))
        return decimals(value, 0);
    const int integerDigits = std::max(1, static_cast<int>(std::floor(std::log10(magnitude))) + 1);
    int digits = std::max(0, 4 - integerDigits);
    if (magnitude < 1)
        digits = 3 - static_cast<int>(std::floor(std::log10(magnitude)));
    return decimals(value, digits);
}

QString formatFixed(double value, int digits) {
    return std::isnan(value) ? kUnknown : decimals(value, digits);
}

QString formatSetting(double value) {
    const auto local = [](QString text) {
        return text.replace(QLatin1String("."), chosenLocale().decimalPoint());
    };
    if (value >= 0.01 || value == 0)
        return local(QString::number(value));
    static const QRegularExpression padding(QStringLiteral("e([+-])0+"));
    return local(QString::number(value, 'e', 1)
                     .replace(QStringLiteral(".0e"), QStringLiteral("e"))
                     .replace(padding, QStringLiteral("e\\1"))
                     .replace(QStringLiteral("e+"), QStringLiteral("e")));
}

QString formatDated(const QDateTime& time, QString pattern) {
    const QLocale& locale = chosenLocale();
    if (locale.dateFormat(QLocale::LongFormat).contains(QLatin1String("d. "))) // as in "30. November"
        pattern.replace(QLatin1String("d MMM"), QLatin1String("d. MMM"));
    return locale.toString(time, pattern);
}

QString formatTime(qint64 timestampMs, const QTimeZone& zone, TimeDetail detail) {
    if (timestampMs <= 0)
        return kUnknown;
    const QString format = detail == TimeDetail::Milliseconds ? QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")
                           : detail == TimeDetail::Seconds    ? QStringLiteral("yyyy-MM-dd HH:mm:ss")
                                                              : QStringLiteral("yyyy-MM-dd HH:mm");
    return QDateTime::fromMSecsSinceEpoch(timestampMs, zone).toString(format);
}

QString formatPosition(int partition, qint64 offset) {
    return QStringLiteral("P%1 @ %2").arg(partition).arg(formatCount(offset));
}

QString escapeControls(const QString& text) {
    QString out;
    out.reserve(text.size());
    for (const QChar c : text)
        out += drawsItself(c) ? QString(c) : escaped(c);
    return out;
}

QString percentFigure(double share, int digits) {
    if (!std::isfinite(share))
        return kUnknown;
    const double percent = share * 100.0;
    const QString figure = decimals(percent, digits);
    const double least = std::pow(10.0, -digits);
    if (percent > 0.0 && figure == decimals(0.0, digits))
        return QStringLiteral("< ") + decimals(least, digits);
    if (percent < 100.0 && figure == decimals(100.0, digits))
        return QStringLiteral("> ") + decimals(100.0 - least, digits);
    return figure;
}

QString formatPercent(double share) {
    if (!std::isfinite(share))
        return kUnknown;
    const bool isNearNone = share != 0.0 && std::abs(share) < 0.1;
    const bool isNearAll =
        share > 0.9 && share < 1.0 && std::abs(std::round(share * 100.0) - share * 100.0) > 1e-9;
    return withUnit(percentFigure(share, isNearNone || isNearAll ? 1 : 0), QStringLiteral("%"));
}

} // namespace driftwood::ui
