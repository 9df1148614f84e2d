#include "ui/itemmodels/topics/topic_setting_item_model.h"

#include "ui/format/format.h"
#include "ui/itemmodels/topics/setting_words.h"
#include "ui/theme/type.h"
#include "ui/widgets/lists/list_roles.h"

#include <algorithm>

namespace driftwood::ui {
namespace {

using broker::TopicSetting;

/// Settings that matter to users who train on the log: how long records are kept, which of them, whose
/// timestamp they carry, how they are written.
constexpr std::array<const char*, 8> kFirst{
    "cleanup.policy",   "retention.ms",           "retention.bytes",   "segment.ms",
    "compression.type", "message.timestamp.type", "max.message.bytes", "min.insync.replicas",
};

} // namespace

void TopicSettingItemModel::setSettings(std::vector<TopicSetting> settings) {
    if (settings == m_settings)
        return;
    beginResetModel();
    m_settings = std::move(settings);
    arrange();
    endResetModel();
}

void TopicSettingItemModel::setFilter(const QString& text) {
    beginResetModel();
    m_filter = text.trimmed();
    arrange();
    endResetModel();
}

void TopicSettingItemModel::setOnlyTopics(bool only) {
    beginResetModel();
    m_onlyTopics = only;
    arrange();
    endResetModel();
}

bool TopicSettingItemModel::passes(const TopicSetting& setting) const {
    if (m_onlyTopics && setting.source != TopicSetting::Source::Topic)
        return false;
    return escapeControls(qt(setting.name)).contains(m_filter, Qt::CaseInsensitive) ||
           (setting.value && escapeControls(qt(*setting.value)).contains(m_filter, Qt::CaseInsensitive));
}

void TopicSettingItemModel::arrange() {
    Group first{tr("Settings that affect data sets"), {}};
    Group others{tr("All others"), {}};
    for (const char* name : kFirst) {
        const auto found = std::ranges::find(m_settings, name, &TopicSetting::name);
        if (found != m_settings.end() && passes(*found))
            first.rows.push_back(static_cast<std::size_t>(found - m_settings.begin()));
    }
    for (std::size_t i = 0; i < m_settings.size(); ++i)
        if (std::ranges::find(kFirst, m_settings[i].name) == kFirst.end() && passes(m_settings[i]))
            others.rows.push_back(i);
    m_groups.clear();
    for (Group* group : {&first, &others})
        if (!group->rows.empty())
            m_groups.push_back(std::move(*group));
}

int TopicSettingItemModel::shown() const {
    std::size_t count = 0;
    for (const Group& group : m_groups)
        count += group.rows.size();
    return static_cast<int>(count);
}

const TopicSetting* TopicSettingItemModel::settingAt(const QModelIndex& index) const {
    if (!index.isValid() || placeOf(index).below < 0)
        return nullptr;
    const Place place = placeOf(index);
    const Group& group = m_groups[static_cast<std::size_t>(place.top)];
    return &m_settings[group.rows[static_cast<std::size_t>(place.below)]];
}

QModelIndex TopicSettingItemModel::indexOf(const QString& name) const {
    for (int top = 0; top < topRows(); ++top)
        for (int row = 0; row < rowsBelow(top); ++row)
            if (const QModelIndex at = index(row, 0, index(top, 0));
                settingAt(at)->name == name.toStdString())
                return at;
    return {};
}

int TopicSettingItemModel::columnCount(const QModelIndex& /*parent*/) const { return ColumnCount; }

QVariant TopicSettingItemModel::text(const TopicSetting& setting, int column) const {
    switch (column) {
    case Name:
        return escapeControls(qt(setting.name));
    case Value:
        if (setting.sensitive)
            return tr("hidden");
        return setting.value ? QVariant(escapeControls(qt(*setting.value))) : QVariant();
    case Words:
        return settingInWords(setting, m_settings);
    default:
        break;
    }
    switch (setting.source) {
    case TopicSetting::Source::Topic:
        return setting.otherwise ? tr("set on the topic, else %1").arg(escapeControls(qt(*setting.otherwise)))
                                 : tr("set on the topic");
    case TopicSetting::Source::Broker:
        return tr("broker's configuration");
    case TopicSetting::Source::Default:
        return tr("default");
    case TopicSetting::Source::Unknown:
        break;
    }
    return {};
}

QVariant TopicSettingItemModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TopicSetting* setting = settingAt(index);
    if (setting == nullptr) {
        if (role == Qt::DisplayRole)
            return index.column() == Name ? m_groups[static_cast<std::size_t>(index.row())].title : QString();
        return role == Qt::FontRole ? QVariant(font(TextStyle::Heading)) : QVariant();
    }
    const bool set = setting->source == TopicSetting::Source::Topic;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(*setting, index.column());
    case Qt::FontRole:
        if (index.column() == Words || index.column() == Source)
            return font(TextStyle::Small);
        return font(set && index.column() == Value ? TextStyle::ValueStrong : TextStyle::Value);
    case QuietRole:
        return (index.column() == Source && !set) || (index.column() == Value && setting->sensitive);
    default:
        return {};
    }
}

QVariant TopicSettingItemModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignLeft);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Setting");
    case Value:
        return tr("Value");
    case Words:
        return tr("In words");
    default:
        return tr("From");
    }
}

Qt::ItemFlags TopicSettingItemModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    return settingAt(index) == nullptr ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace driftwood::ui
