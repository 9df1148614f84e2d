#pragma once

#include <QJsonValue>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace driftwood::test {

/// The words that stand as code in app/cli/JSON.md: names of fields, and what they may hold.
[[nodiscard]] QSet<QString> wordsOfJsonManual();

/// The commands whose fields it lists, as their words: {"dataset", "show", "--undecodable"}. Words in
/// capitals stand for a name.
[[nodiscard]] QList<QStringList> commandsOfJsonManual();

/// The names of all fields in it, at any depth; not those of curves ("train/loss"), which are a run's own.
[[nodiscard]] QSet<QString> fieldsIn(const QJsonValue& value);

/// Whether a command line is of this command, in which capitals stand for any word.
[[nodiscard]] bool isOf(const QStringList& line, const QStringList& command);

} // namespace driftwood::test
