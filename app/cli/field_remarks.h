#pragma once

#include "model/trained_model.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <vector>

namespace driftwood::cli {

/// What there is to say of a field.
struct FieldRemark {
    QString path;
    QString text;   ///< of this field alone
    QString ofMany; ///< fields that share it are told together
};

[[nodiscard]] QList<FieldRemark> remarksOf(const std::vector<model::LeftOutField>& fields);
/// "path: text", a line each; more than three fields of which the same is to be said are one line with their
/// number and the first names. A topic may have thousands of fields that never change.
[[nodiscard]] QStringList remarkLines(const QList<FieldRemark>& remarks);

} // namespace driftwood::cli
