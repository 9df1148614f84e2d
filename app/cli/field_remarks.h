#pragma once

#include "model/trained_model.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <vector>

namespace driftwood::cli {

/// A remark on a field.
struct FieldRemark {
    QString path;
    QString text;   ///< the text for this field alone
    QString ofMany; ///< the common text, if several fields share a line
};

[[nodiscard]] QList<FieldRemark> remarksOf(const std::vector<model::LeftOutField>& fields);
/// Lines of the form "path: text". If more than three fields have the same remark they share one line with
/// their number and the first names, because a topic may have thousands of fields that never change.
[[nodiscard]] QStringList remarkLines(const QList<FieldRemark>& remarks);

} // namespace driftwood::cli
