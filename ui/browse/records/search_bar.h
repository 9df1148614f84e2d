#pragma once

#include "dataset/filter/filter.h"
#include "records/schema.h"

#include <QWidget>
#include <memory>
#include <optional>

class QPushButton;

namespace driftwood::ui {

class FilterField;
class LabelledCombo;
class RichLine;

/// The search bar: an expression that is checked against the topic's fields during typing, the number of
/// records to find, and the button that searches or stops.
class SearchBar : public QWidget {
    Q_OBJECT

  public:
    explicit SearchBar(QWidget* parent = nullptr);

    /// Null while the fields are unknown: only the grammar is checked then.
    void setSchema(std::shared_ptr<const records::Schema> schema);
    void setRunning(bool running);
    void clear();

    /// The typed filter; nothing while it is invalid. An empty text matches every record.
    [[nodiscard]] const std::optional<dataset::Filter>& filter() const { return m_filter; }
    [[nodiscard]] std::size_t limit() const;
    void focusField();

  Q_SIGNALS:
    void searchRequested();
    void stopRequested();
    void cleared(); ///< the user has removed the expression

  private:
    void check();
    void start();
    [[nodiscard]] QString withProposal(const Error& error) const;

    std::shared_ptr<const records::Schema> m_schema;
    std::optional<dataset::Filter> m_filter = dataset::Filter();
    bool m_running = false;
    FilterField* m_field;
    RichLine* m_valid;
    LabelledCombo* m_limit;
    QPushButton* m_search;
    RichLine* m_problem;
};

} // namespace driftwood::ui
