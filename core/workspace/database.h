#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariantList>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace driftwood::workspace {

/// A text to bind; never NULL, not even when empty.
[[nodiscard]] QVariant text(const std::string& value);
/// Binds NULL for 0: a reference to nothing.
[[nodiscard]] QVariant reference(std::int64_t id);

/// The columns of the current row, taken from left to right.
class RowReader {
  public:
    explicit RowReader(const QSqlQuery& query)
        : m_query(query) {}
    [[nodiscard]] std::string text() { return m_query.value(m_column++).toString().toStdString(); }
    [[nodiscard]] std::int64_t integer() { return m_query.value(m_column++).toLongLong(); }
    [[nodiscard]] bool boolean() { return m_query.value(m_column++).toBool(); }
    /// NULL is NaN: SQLite cannot store a NaN and makes it NULL.
    [[nodiscard]] double real();

  private:
    const QSqlQuery& m_query;
    int m_column = 0;
};

/// One SQLite connection through Qt. Used by the thread that opened it alone; calls from another are an
/// Internal error. Several processes may have the same file open: a writer waits for another up to
/// kBusyTimeoutMs.
class Database {
  public:
    static constexpr int kBusyTimeoutMs = 5000;

    /// Write: the file is made where there is none. The others change nothing: Read needs the file's log to
    /// be open elsewhere or the folder to be writable, Immutable takes the file alone for all there is, Alone
    /// needs no file beside it, but nobody else may have it open.
    enum class Access : std::uint8_t { Write, Read, Immutable, Alone };

    /// Nothing is written yet, foreign keys are enforced. The name is no URI, whatever is in it.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file,
                                                                Access access = Access::Write);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    /// Why it can only be read: "the disk is full"; empty where it can be written.
    [[nodiscard]] const std::string& whyReadOnly() const { return m_whyReadOnly; }
    void setReadOnly(std::string why) { m_whyReadOnly = std::move(why); }

    /// Rows changed.
    [[nodiscard]] Result<int> execute(const char* sql, const QVariantList& values = {});
    /// The new row's id.
    [[nodiscard]] Result<std::int64_t> insert(const char* sql, const QVariantList& values);
    /// One statement, prepared once and executed for every list of values.
    [[nodiscard]] Status executeForEach(const char* sql, const std::vector<QVariantList>& lists);
    template <class Row>
    [[nodiscard]] Result<std::vector<Row>> select(const char* sql, const QVariantList& values,
                                                  Row (*read)(RowReader)) {
        auto query = run(sql, values);
        if (!query)
            return forward(query);
        std::vector<Row> rows;
        while (query->next())
            rows.push_back(read(RowReader(*query)));
        if (query->lastError().isValid())
            return tl::unexpected<Error>(explain(query->lastError()));
        return rows;
    }
    /// A number that SQLite itself keeps, e.g. "PRAGMA user_version".
    [[nodiscard]] Result<std::int64_t> number(const char* sql);

    /// Runs `work` (which gives a Status or Result) inside one transaction: committed when it succeeds,
    /// undone when it fails.
    template <class Work>
    [[nodiscard]] auto transaction(Work&& work) -> decltype(work()) {
        // IMMEDIATE: the write lock is taken (and waited for) here, where a busy database can still be waited
        // for; a reader that turns writer half-way would be refused at once.
        return between("BEGIN IMMEDIATE", std::forward<Work>(work));
    }
    /// The same for work that only reads: all its statements see the file of one moment.
    template <class Work>
    [[nodiscard]] auto snapshot(Work&& work) -> decltype(work()) {
        return between("BEGIN", std::forward<Work>(work));
    }

  private:
    Database(std::filesystem::path file, QString connection);

    template <class Work>
    [[nodiscard]] auto between(const char* begin, Work&& work) -> decltype(work()) {
        if (auto begun = execute(begin); !begun)
            return forward(begun);
        auto result = work();
        if (!result) {
            rollBack();
            return result;
        }
        if (auto committed = execute("COMMIT"); !committed) {
            rollBack();
            return forward(committed);
        }
        return result;
    }
    [[nodiscard]] Result<QSqlQuery> prepare(const char* sql);
    [[nodiscard]] Result<QSqlQuery> run(const char* sql, const QVariantList& values);
    [[nodiscard]] Status runPrepared(QSqlQuery& query, const QVariantList& values);
    void rollBack();
    [[nodiscard]] Error explain(const QSqlError& error) const;

    std::filesystem::path m_file;
    QString m_connection; ///< its name in Qt's registry
    QSqlDatabase m_database;
    std::string m_whyReadOnly;
    std::thread::id m_owner = std::this_thread::get_id();
};

} // namespace driftwood::workspace
