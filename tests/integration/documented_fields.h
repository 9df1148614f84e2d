#pragma once

#include <QJsonValue>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace driftwood::test {

/// The words in code style in app/cli/JSON.md: names of fields and their possible values.
[[nodiscard]] QSet<QString> wordsOfJsonManual();

/// The commands whose fields it lists, split into words: {"dataset", "show", "--undecodable"}. Words in
/// capitals are placeholders for a name.
[[nodiscard]] QList<QStringList> commandsOfJsonManual();

/// The names of all fields at any depth, except those of curves ("train/loss"), which depend on the run.
[[nodiscard]] QSet<QString> fieldsIn(const QJsonValue& value);

/// Whether a command line matches this command; words in capitals match any word.
[[nodiscard]] bool isOf(const QStringList& line, const QStringList& command);

} // namespace driftwood::test
