#pragma once

#include "broker/topic_settings.h"
#include "ui/itemmodels/two_level_item_model.h"

#include <array>
#include <vector>

namespace driftwood::ui {

/// A topic's settings in two groups: those that affect data sets, and the others.
class TopicSettingItemModel : public TwoLevelItemModel {
    Q_OBJECT

  public:
    enum Column { Name, Value, Words, Source, ColumnCount };

    using TwoLevelItemModel::TwoLevelItemModel;

    void setSettings(std::vector<broker::TopicSetting> settings);
    [[nodiscard]] const std::vector<broker::TopicSetting>& settings() const { return m_settings; }
    /// Shows only settings whose name or value contains the text; "" shows all.
    void setFilter(const QString& text);
    /// Shows only settings that are set on the topic itself.
    void setOnlyTopics(bool only);
    [[nodiscard]] int shown() const;
    [[nodiscard]] int total() const { return static_cast<int>(m_settings.size()); }
    /// Null for a group's row.
    [[nodiscard]] const broker::TopicSetting* settingAt(const QModelIndex& index) const;
    /// The setting's row; invalid if it is not shown.
    [[nodiscard]] QModelIndex indexOf(const QString& name) const;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

  protected:
    [[nodiscard]] int topRows() const override { return static_cast<int>(m_groups.size()); }
    [[nodiscard]] int rowsBelow(int top) const override {
        return static_cast<int>(m_groups[static_cast<std::size_t>(top)].rows.size());
    }

  private:
    struct Group {
        QString title;
        std::vector<std::size_t> rows; ///< indices into the settings
    };
    void arrange();
    [[nodiscard]] bool passes(const broker::TopicSetting& setting) const;
    [[nodiscard]] QVariant text(const broker::TopicSetting& setting, int column) const;

    std::vector<broker::TopicSetting> m_settings; ///< by name
    std::vector<Group> m_groups;                  ///< none of them empty
    QString m_filter;
    bool m_onlyTopics = false;
};

} // namespace driftwood::ui
