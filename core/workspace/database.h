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

/// A text value to bind; never NULL, even if empty.
[[nodiscard]] QVariant text(const std::string& value);
/// A reference to bind; NULL for 0.
[[nodiscard]] QVariant reference(std::int64_t id);

/// Reads the columns of the current row from left to right.
class RowReader {
  public:
    explicit RowReader(const QSqlQuery& query)
        : m_query(query) {}
    [[nodiscard]] std::string text() { return m_query.value(m_column++).toString().toStdString(); }
    [[nodiscard]] std::int64_t integer() { return m_query.value(m_column++).toLongLong(); }
    [[nodiscard]] bool boolean() { return m_query.value(m_column++).toBool(); }
    /// NULL becomes NaN: SQLite cannot store NaN and replaces it by NULL.
    [[nodiscard]] double real();

  private:
    const QSqlQuery& m_query;
    int m_column = 0;
};

/// One SQLite connection through Qt.
/// Only the thread that opened it may use it; a call from another is an Internal error.
/// Several processes may open the same file: a writer waits for another for up to kBusyTimeoutMs.
class Database {
  public:
    static constexpr int kBusyTimeoutMs = 5000;

    /// Write creates the file if needed. The others change nothing: Read needs the write-ahead log to be open
    /// elsewhere or the folder to be writable; Immutable ignores the log; Alone needs no other file, but no
    /// other process may have the file open.
    enum class Access : std::uint8_t { Write, Read, Immutable, Alone };

    /// Writes nothing yet; enforces foreign keys. The name is never interpreted as a URI.
    [[nodiscard]] static Result<std::unique_ptr<Database>> open(const std::filesystem::path& file,
                                                                Access access = Access::Write);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    [[nodiscard]] const std::filesystem::path& file() const { return m_file; }
    /// Why the file is read-only: "the disk is full"; empty when it can be written.
    [[nodiscard]] const std::string& whyReadOnly() const { return m_whyReadOnly; }
    void setReadOnly(std::string why) { m_whyReadOnly = std::move(why); }

    /// Returns the number of changed rows.
    [[nodiscard]] Result<int> execute(const char* sql, const QVariantList& values = {});
    /// A statement that must change a row; otherwise NotFound, which names `what`.
    [[nodiscard]] Status changeOne(const char* sql, const QVariantList& values, const std::string& what);
    /// The error that `what` is not in the workspace.
    [[nodiscard]] Error notFound(const std::string& what) const;
    /// Returns the new row's id.
    [[nodiscard]] Result<std::int64_t> insert(const char* sql, const QVariantList& values);
    /// Prepares one statement and executes it for every list of values.
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
    /// A number from SQLite itself, for example "PRAGMA user_version".
    [[nodiscard]] Result<std::int64_t> number(const char* sql);

    /// Runs `work`, which returns a Status or Result, in one transaction;
    /// commits on success, rolls back on failure.
    template <class Work>
    [[nodiscard]] auto transaction(Work&& work) -> decltype(work()) {
        // IMMEDIATE takes the write lock here, where SQLite waits for it; a transaction that starts as a
        // reader and then writes would fail at once.
        return between("BEGIN IMMEDIATE", std::forward<Work>(work));
    }
    /// The same for read-only work: all statements see the same state of the file.
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
    QString m_connection; ///< name in Qt's connection registry
    QSqlDatabase m_database;
    std::string m_whyReadOnly;
    std::thread::id m_owner = std::this_thread::get_id();
};

} // namespace driftwood::workspace
