#pragma once

#include "dataset/filter.h"
#include "records/schema.h"

#include <QWidget>
#include <memory>
#include <optional>

class QPushButton;

namespace driftwood::ui {

class FilterField;
class LabelledCombo;
class RichLine;

/// The search: an expression that is checked against the topic's fields while one types, how many to find,
/// and the button that searches or stops.
class SearchBar : public QWidget {
    Q_OBJECT

  public:
    explicit SearchBar(QWidget* parent = nullptr);

    /// Null: the fields are not known yet, so only the grammar is checked.
    void setSchema(std::shared_ptr<const records::Schema> schema);
    void setRunning(bool running);
    void clear();

    /// What is typed; nothing while it is not valid. Without a text it lets everything pass.
    [[nodiscard]] const std::optional<dataset::Filter>& filter() const { return m_filter; }
    [[nodiscard]] std::size_t limit() const;
    void focusField();

  Q_SIGNALS:
    void searchRequested();
    void stopRequested();
    void cleared(); ///< by the person: no expression is left

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
