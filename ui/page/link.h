#pragma once

#include "broker/ranges.h"

#include <QMetaType>
#include <QString>
#include <optional>

namespace driftwood::ui {

/// Somewhere a person can go: what the lineage, an alarm, the palette or a toast leads to. Pages know links
/// and never each other.
struct Link {
    enum class To : unsigned char {
        Start,
        Browse, ///< these five: the place as it was left
        DataSets,
        Training,
        Models,
        Monitors,
        Topic,    ///< name: the topic; its records
        Position, ///< name: the topic, position: a record in it
        Select, ///< name: the topic, ranges: brushed already (may be empty), baseModelId: to be trained again
        Dataset, ///< name
        NewRun,  ///< name: the data set, baseModelId: hyper-parameters to begin with and parent; may be empty
        Run,     ///< id
        Model,   ///< name: the model's id
        Attach,  ///< name: the model's id: asks for topic and target
        Monitor, ///< id
        Settings,
    };

    To to = To::Start;
    QString name;
    qint64 id = 0;
    broker::TopicRanges ranges;
    std::optional<Position> position;
    QString baseModelId;

    [[nodiscard]] static Link topic(const TopicName& topic);
    [[nodiscard]] static Link record(const TopicName& topic, const Position& position);
    [[nodiscard]] static Link select(const broker::TopicRanges& ranges, const QString& baseModelId = {});
    [[nodiscard]] static Link dataset(const QString& name);
    [[nodiscard]] static Link newRun(const QString& dataset, const QString& baseModelId = {});
    [[nodiscard]] static Link run(qint64 id);
    [[nodiscard]] static Link model(const QString& id);
    [[nodiscard]] static Link attach(const QString& modelId);
    [[nodiscard]] static Link monitor(qint64 id);
};

} // namespace driftwood::ui

Q_DECLARE_METATYPE(driftwood::ui::Link)
