#pragma once

#include "broker/ranges.h"

#include <QLatin1StringView>
#include <QMetaType>
#include <QString>
#include <optional>
#include <string>

namespace driftwood::ui {

/// The pages that other pages lead to, by PageEntry::id.
inline constexpr QLatin1StringView kStartPage{"start"};
inline constexpr QLatin1StringView kBrowsePage{"browse"};
inline constexpr QLatin1StringView kDatasetsPage{"datasets"};
inline constexpr QLatin1StringView kTrainingPage{"training"};
inline constexpr QLatin1StringView kModelsPage{"models"};
inline constexpr QLatin1StringView kMonitorPage{"monitor"};
inline constexpr QLatin1StringView kSettingsPage{"settings"};

/// A destination in the window: the lineage, an alarm, the palette or a toast leads there. Pages know links
/// and never each other.
struct Link {
    enum class To : unsigned char {
        Page,     ///< the page as it was left
        Topic,    ///< name: the topic; its records
        Position, ///< name: the topic, position: a record in it
        Select, ///< name: the topic, ranges: brushed already (may be empty), baseModelId: to be trained again
        Dataset, ///< name
        NewRun,  ///< name: the data set, baseModelId: hyper-parameters to begin with and parent; may be empty
        Run,     ///< id
        Model,   ///< name: the model's id
        Attach,  ///< name: the model's id: asks for topic and target
        Monitor, ///< id
    };

    QString page = kStartPage; ///< PageEntry::id of the page that shows it
    To to = To::Page;
    QString name;
    qint64 id = 0;
    broker::TopicRanges ranges;
    std::optional<Position> position;
    QString baseModelId;
    // Topics, positions and ranges mean something on one cluster only. Both empty: the window's own.
    QString clusterId;
    QString connection; ///< name of a connection to it, where its id is not known

    [[nodiscard]] static Link toPage(const QString& page);
    [[nodiscard]] static Link topic(const TopicName& topic);
    [[nodiscard]] static Link record(const TopicName& topic, const Position& position);
    [[nodiscard]] static Link select(const broker::TopicRanges& ranges, const QString& baseModelId = {});
    /// The same link for the cluster with this id, or for that of a connection of this name.
    [[nodiscard]] Link onCluster(const std::string& its) const;
    [[nodiscard]] Link onConnection(const std::string& its) const;
    [[nodiscard]] static Link dataset(const QString& name);
    [[nodiscard]] static Link newRun(const QString& dataset, const QString& baseModelId = {});
    [[nodiscard]] static Link run(qint64 id);
    [[nodiscard]] static Link model(const QString& id);
    [[nodiscard]] static Link attach(const QString& modelId);
    [[nodiscard]] static Link monitor(qint64 id);
};

} // namespace driftwood::ui

Q_DECLARE_METATYPE(driftwood::ui::Link)
