#pragma once

#include <QJsonValue>
#include <QSet>
#include <QString>

namespace driftwood::test {

/// The words that stand as code in app/cli/JSON.md: names of fields, and what they may hold.
[[nodiscard]] QSet<QString> wordsOfJsonManual();

/// The names of all fields in it, at any depth; not those of curves ("train/loss"), which are a run's own.
[[nodiscard]] QSet<QString> fieldsIn(const QJsonValue& value);

} // namespace driftwood::test
