#pragma once

#include "browsing/record_reading.h"
#include "ui/widgets/text/rich_line.h"

namespace driftwood::ui {

/// A line that says that records name schemas which are not at hand, and how to give the connection a schema
/// registry. Hidden where there is nothing to say.
class SchemaNotice : public RichLine {
    Q_OBJECT

  public:
    explicit SchemaNotice(QWidget* parent = nullptr);

    /// `hasRegistry`: whether the connection has one.
    void setChosen(const browsing::RecordReading::Chosen& chosen, bool hasRegistry);

  Q_SIGNALS:
    void registryWanted(); ///< the link that leads to the connection's settings
    void retryWanted();
};

} // namespace driftwood::ui
