#pragma once

#include "session/dataset_watch.h"
#include "ui/page/page.h"

class QPlainTextEdit;
class QStackedWidget;
class QTableView;

namespace driftwood::ui {

class DatasetFacts;
class DatasetList;
class DatasetReadings;
class EmptyState;
class FailureItemModel;
class FieldsView;
class ManifestFiles;
class ManifestRangesItemModel;
class PageTabs;
class RichLine;
class ThreeColumns;

/// Every data set: its ranges, the role of each field in training, the records that could not be decoded, its
/// manifest; whether the log still holds its records; and the button that leads to training. A data set
/// itself never changes.
class DatasetsPage : public Page {
    Q_OBJECT

  public:
    explicit DatasetsPage(const PageContext& context, QWidget* parent = nullptr);
    ~DatasetsPage() override;

    bool open(const Link& link) override;
    [[nodiscard]] QList<Crumb> crumbs() const override;
    [[nodiscard]] QList<QAction*> headerActions() const override;
    [[nodiscard]] QStringList statusFacts() const override;
    void focusFilter() override;
    void refresh() override;
    bool stopWhatRuns() override;

  protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

  private:
    enum Tab { RangesTab, FieldsTab, QuarantineTab, ManifestTab };
    using Row = workspace::Workspace::DatasetRow;

    QWidget* makeWork();
    QWidget* makeQuarantine();
    void makeActions();

    [[nodiscard]] const Row* row() const; ///< of the data set that is shown; null without one
    void takeStore();
    void choose(const QString& name);
    void showDataset();
    void showRows(); ///< fields and quarantine, which are known once the rows were read
    void showStanding();
    void showActions();
    [[nodiscard]] QString whyNotRead() const; ///< empty when the rows can be read
    void read(bool verify);
    void keepRoles();
    /// Shows the data set if the workspace has it already.
    void addManifest(const dataset::Manifest& manifest);
    /// The manifest's name belongs to another data set.
    void askName(const dataset::Manifest& manifest);
    void askRemove();

    PageContext m_context;
    session::DatasetWatch m_watch;
    QString m_name;   ///< of the data set that is shown
    QString m_wanted; ///< to be shown as soon as the store has it
    ManifestRangesItemModel* m_ranges;
    FailureItemModel* m_failures;
    ThreeColumns* m_columns;
    DatasetList* m_list;
    DatasetReadings* m_readings;
    ManifestFiles* m_files;
    QStackedWidget* m_work = nullptr;
    QStackedWidget* m_views = nullptr;
    EmptyState* m_empty = nullptr;
    PageTabs* m_tabs = nullptr;
    QTableView* m_rangesTable = nullptr;
    FieldsView* m_fields = nullptr;
    QTableView* m_failuresTable = nullptr;
    RichLine* m_failuresNote = nullptr;
    QPlainTextEdit* m_manifest = nullptr;
    DatasetFacts* m_facts = nullptr;
    QAction* m_verify = nullptr;
    QAction* m_export = nullptr;
    QAction* m_train = nullptr;
};

} // namespace driftwood::ui
