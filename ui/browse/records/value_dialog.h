#pragma once

#include "browsing/record_scan.h"
#include "tasks/background.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace driftwood::ui {

class SegmentedControl;

/// A record's whole value, however long. It is shown in pages, because Qt lays out a text as a whole. JSON is
/// laid out with one value per line.
class ValueDialog : public QDialog {
    Q_OBJECT

  public:
    /// The most bytes of text that are laid out at once.
    static constexpr std::size_t kPageBytes = 32U << 10U;

    explicit ValueDialog(const QString& title, QWidget* parent = nullptr);

    using Reading = std::function<Result<std::optional<std::string>>(const std::stop_token&)>;
    /// Reads in the background, then shows the value or the error.
    void read(tasks::Background& background, const Reading& reading);
    [[nodiscard]] int pages() const;

  Q_SIGNALS:
    void saveRequested();

  private:
    /// Made by the worker thread; the pages begin at `starts`.
    struct Text {
        std::string bytes;
        std::vector<std::size_t> starts;
    };
    struct Value {
        Text readable;
        Text raw;
        bool isNull = false;
    };
    static Value valueOf(std::optional<std::string> bytes);
    void build(const QString& title);
    void take(Result<std::shared_ptr<const Value>> value);
    [[nodiscard]] bool isHex() const;
    [[nodiscard]] const Text& shown() const;
    void showForm();
    void showPage();

    tasks::PendingQuery m_reading;
    std::shared_ptr<const Value> m_value;
    SegmentedControl* m_form;
    QPlainTextEdit* m_text;
    QLabel* m_said;
    QLabel* m_bytes;
    QSpinBox* m_page;
    QPushButton* m_previous;
    QPushButton* m_next;
    QPushButton* m_save;
};

} // namespace driftwood::ui
