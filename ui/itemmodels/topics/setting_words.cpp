#include "ui/itemmodels/topics/setting_words.h"

#include "ui/format/format.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>

namespace driftwood::ui {
namespace {

using broker::TopicSetting;

constexpr qint64 kUnlimited = -1; ///< of retention
constexpr qint64 kNever = std::numeric_limits<qint64>::max();
constexpr QChar kUnitSpace(0x202F);

struct SettingWords {
    Q_DECLARE_TR_FUNCTIONS(driftwood::ui::SettingWords)
};

QString valueOf(const std::vector<TopicSetting>& all, const char* name) {
    const auto found = std::ranges::find(all, name, &TopicSetting::name);
    return found == all.end() || !found->value ? QString() : QString::fromStdString(*found->value);
}

/// A round number of one unit if possible, as users set it: "7 d", "24 h".
QString spanOf(qint64 ms) {
    struct Unit {
        qint64 ms;
        qint64 from;
        const char* name;
    };
    constexpr qint64 kSecond = 1000;
    constexpr qint64 kHour = 3600 * kSecond;
    constexpr qint64 kDay = 24 * kHour;
    for (const Unit& unit : {Unit{kDay, 2 * kDay, "d"}, Unit{kHour, kHour, "h"},
                             Unit{60 * kSecond, 60 * kSecond, "min"}, Unit{kSecond, kSecond, "s"}})
        if (ms >= unit.from && ms % unit.ms == 0)
            return formatCount(ms / unit.ms) + kUnitSpace + QLatin1String(unit.name);
    return formatDuration(std::chrono::milliseconds(ms));
}

QString policyWords(const QString& policy) {
    const bool compacts = policy.contains(QLatin1String("compact"));
    const bool deletes = policy.contains(QLatin1String("delete"));
    if (compacts && deletes)
        return SettingWords::tr("old records expire; each key keeps its newest");
    if (compacts)
        return SettingWords::tr("each key keeps only its newest record");
    return deletes ? SettingWords::tr("old records expire by age or size") : QString();
}

/// The name of a setting, such as "segment.ms", tells the unit of its value.
QString amountWords(const QString& name, qint64 amount) {
    if (amount == kNever)
        return SettingWords::tr("no limit");
    if (amount < 0)
        return {};
    if (name.endsWith(QLatin1String(".ms")))
        return spanOf(amount);
    return name.endsWith(QLatin1String(".bytes")) ? formatBytes(amount) : QString();
}

QString retentionWords(const QString& name, qint64 amount, const QString& policy) {
    if (!policy.isEmpty() && !policy.contains(QLatin1String("delete")))
        return SettingWords::tr("nothing expires: the policy only compacts");
    if (amount == kUnlimited)
        return SettingWords::tr("no limit");
    if (name == QLatin1String("retention.ms"))
        return SettingWords::tr("kept for %1").arg(amountWords(name, amount));
    return SettingWords::tr("at most %1 a partition").arg(amountWords(name, amount));
}

} // namespace

QString settingInWords(const TopicSetting& setting, const std::vector<TopicSetting>& all) {
    if (setting.sensitive)
        return SettingWords::tr("not reported by the broker");
    if (!setting.value)
        return {};
    const QString name = QString::fromStdString(setting.name);
    const QString value = QString::fromStdString(*setting.value);
    bool isNumber = false;
    const qint64 amount = value.toLongLong(&isNumber);
    if (name == QLatin1String("cleanup.policy"))
        return policyWords(value);
    if (isNumber && (name == QLatin1String("retention.ms") || name == QLatin1String("retention.bytes")))
        return retentionWords(name, amount, valueOf(all, "cleanup.policy"));
    if (name == QLatin1String("compression.type"))
        return value == QLatin1String("producer") ? SettingWords::tr("as the producer sent it") : QString();
    if (value == QLatin1String("CreateTime"))
        return SettingWords::tr("the time the producer gave");
    if (value == QLatin1String("LogAppendTime"))
        return SettingWords::tr("the time the broker wrote it");
    if (name == QLatin1String("min.insync.replicas"))
        return SettingWords::tr("replicas that must have a record, for acks=all");
    return isNumber ? amountWords(name, amount) : QString();
}

QString retentionFigure(const std::vector<TopicSetting>& settings) {
    bool known = false;
    const qint64 amount = valueOf(settings, "retention.ms").toLongLong(&known);
    if (!known)
        return {};
    const bool expires = valueOf(settings, "cleanup.policy").contains(QLatin1String("delete"));
    return amount == kUnlimited || !expires ? SettingWords::tr("no limit") : spanOf(amount);
}

} // namespace driftwood::ui
