#include "ui/browse/records/point_text.h"

#include "base/time_text.h"
#include "ui/format/format.h"
#include "ui/format/numbers.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QRegularExpression>
#include <algorithm>
#include <cmath>

namespace driftwood::ui {
namespace {

using browsing::ReadPoint;

/// Whole numbers of at least this size are times in ms, µs or ns: a log of 10^11 records would take centuries
/// to write, and milliseconds since 1970 passed this number in 1973.
constexpr qint64 kSmallestTime = 100'000'000'000;
/// Whole numbers of at least this size are seconds (2001 to 2096). In a very long log such a number may be an
/// offset; the user then writes thousands separators or the partition ("P0 @ 1795950000").
constexpr qint64 kFirstSeconds = 1'000'000'000;
constexpr qint64 kLastSeconds = 4'000'000'000;

struct PointWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::PointWords)
};

std::optional<qint64> readWhole(QString text) {
    text.remove(u',').remove(u' ').remove(QChar(0x202F)).remove(QChar(0x00A0));
    text.remove(numberLocale().groupSeparator()); // the separator that the window itself writes
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= 0 ? std::optional(number) : std::nullopt;
}

std::optional<QDateTime> readTime(const QString& text, const QTimeZone& zone) {
    if (const auto iso = parseIso8601(text.toStdString()); iso && iso->hasZone)
        return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(std::floor(iso->ms)), zone);
    static const QRegularExpression pattern("^(?:(\\d{4,6})-(\\d{1,2})-(\\d{1,2}))?(?:[T "
                                            "]?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,3}))?)?)?$");
    const auto match = pattern.match(text.trimmed());
    if (!match.hasMatch() || text.trimmed().isEmpty())
        return std::nullopt;
    const QDate today = QDateTime::currentDateTimeUtc().toTimeZone(zone).date();
    const QDate date =
        match.captured(1).isEmpty()
            ? today
            : QDate(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    const QTime time(match.captured(4).toInt(), match.captured(5).toInt(), match.captured(6).toInt(),
                     match.captured(7).leftJustified(3, u'0').toInt());
    const QDateTime at(date, time, zone);
    return date.isValid() && time.isValid() && at.isValid() ? std::optional(at) : std::nullopt;
}

} // namespace

std::optional<PointChoice> readPoint(const QString& text, const QTimeZone& zone) {
    static const QRegularExpression position("^\\s*[Pp]?(\\d+)\\s*@\\s*([\\d,. \\x{A0}\\x{202F}]+?)\\s*$");
    if (const auto match = position.match(text); match.hasMatch()) {
        const auto offset = readWhole(match.captured(2));
        if (!offset)
            return std::nullopt;
        return PointChoice{ReadPoint::at(Offset(*offset)), PartitionId(match.captured(1).toInt())};
    }
    if (const auto number = readWhole(text)) {
        const bool plain = std::ranges::all_of(text.trimmed(), [](QChar c) { return c.isDigit(); });
        const bool seconds = plain && *number >= kFirstSeconds && *number < kLastSeconds;
        if (seconds || *number >= kSmallestTime)
            if (const auto time = timeFromNumber(*number))
                return PointChoice{ReadPoint::at(*time), std::nullopt};
        return PointChoice{ReadPoint::at(Offset(*number)), std::nullopt};
    }
    if (const auto time = readTime(text, zone))
        return PointChoice{ReadPoint::at(TimestampMs(time->toMSecsSinceEpoch())), std::nullopt};
    return std::nullopt;
}

QString describePoint(const PointChoice& choice, const QTimeZone& zone) {
    if (choice.point.kind == ReadPoint::Kind::Time)
        return PointWords::tr("Records from %1 on").arg(formatTime(choice.point.time.value, zone));
    if (choice.partition)
        return PointWords::tr("The record at %1")
            .arg(formatPosition(choice.partition->value, choice.point.offset.value));
    return PointWords::tr("Offset %1 of each partition").arg(formatCount(choice.point.offset.value));
}

QString shortPoint(const ReadPoint& point, const QTimeZone& zone) {
    switch (point.kind) {
    case ReadPoint::Kind::Newest:
        return PointWords::tr("Newest");
    case ReadPoint::Kind::Oldest:
        return PointWords::tr("Oldest");
    case ReadPoint::Kind::Offset:
        return PointWords::tr("offset %1").arg(formatCount(point.offset.value));
    case ReadPoint::Kind::Time:
        return QDateTime::fromMSecsSinceEpoch(point.time.value, zone)
            .toString(QStringLiteral("MM-dd HH:mm:ss"));
    }
    return {};
}

std::optional<std::vector<PartitionId>> readPartitions(const QString& text) {
    std::vector<PartitionId> out;
    static const QRegularExpression part("^\\s*(\\d{1,6})\\s*(?:-\\s*(\\d{1,6})\\s*)?$");
    for (const QString& piece : text.split(u',', Qt::SkipEmptyParts)) {
        const auto match = part.match(piece);
        if (!match.hasMatch())
            return std::nullopt;
        const int first = match.captured(1).toInt();
        const int last = match.captured(2).isEmpty() ? first : match.captured(2).toInt();
        if (last < first)
            return std::nullopt;
        for (int partition = first; partition <= last; ++partition)
            out.emplace_back(partition);
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

} // namespace driftwood::ui
