#pragma once

#include "broker/ranges.h"

#include <QMetaType>
#include <QString>
#include <optional>

namespace driftwood::ui {

/// A target of navigation, used by the lineage, alarms, the command palette and toasts. Pages know links and
/// never one another.
struct Link {
    enum class To : unsigned char {
        Start,
        Browse, ///< these five open the page as it was left
        DataSets,
        Training,
        Models,
        Monitors,
        Topic,    ///< name: the topic whose records are shown
        Position, ///< name: the topic; position: a record in it
        Select,   ///< name: the topic; ranges: the brushed ranges (may be empty); baseModelId: the model to
                  ///< train again
        Dataset,  ///< name
        NewRun,   ///< name: the data set; baseModelId: the parent, whose hyper-parameters are the initial
                  ///< ones; may be empty
        Run,      ///< id
        Model,    ///< name: the model's id
        Attach,   ///< name: the model's id; the user is asked for topic and target
        Monitor,  ///< id
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
