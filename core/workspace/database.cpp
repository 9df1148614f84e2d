#include "workspace/database.h"

#include "base/files.h"
#include "base/log.h"
#include "workspace/copies.h"

#include <QCoreApplication>
#include <QUrl>

#include <atomic>
#include <limits>

namespace driftwood::workspace {
namespace {

/// SQLite's primary result codes (https://sqlite.org/rescode.html);
/// Qt returns them as text, in their extended form.
enum SqliteCode : int {
    kBusy = 5,
    kLocked = 6,
    kReadOnly = 8,
    kIo = 10,
    kCorrupt = 11,
    kFull = 13,
    kCannotOpen = 14,
    kConstraint = 19,
    kNotADatabase = 26,
    kConstraintForeignKey = 787,
};

QString uniqueConnectionName() {
    static std::atomic<std::uint64_t> opened{0};
    return QStringLiteral("driftwood-workspace-%1").arg(++opened);
}

} // namespace

QVariant text(const std::string& value) {
    // Qt would bind a null QString as NULL.
    return value.empty() ? QStringLiteral("") : QString::fromStdString(value);
}

QVariant reference(std::int64_t id) {
    return id == 0 ? QVariant(QMetaType::fromType<qlonglong>()) : QVariant(static_cast<qlonglong>(id));
}

double RowReader::real() {
    const QVariant value = m_query.value(m_column++);
    return value.isNull() ? std::numeric_limits<double>::quiet_NaN() : value.toDouble();
}

Database::Database(std::filesystem::path file, QString connection)
    : m_file(std::move(file))
    , m_connection(std::move(connection))
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection)) {}

Database::~Database() {
    m_database.close();
    // Qt warns and leaks the connection when a handle still exists when it is removed.
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& path, Access access) {
    const std::filesystem::path file = std::filesystem::absolute(path); // never taken for a "file:" URI
    if (QCoreApplication::instance() == nullptr)
        return fail(ErrorCode::Internal,
                    "a workspace was opened before the program made its application object", file.string());
    std::unique_ptr<Database> database(new Database(file, uniqueConnectionName()));
    if (!database->m_database.isValid())
        return fail(ErrorCode::Unsupported, "Qt's SQLite driver is missing", "QSQLITE",
                    "Install the package libqt6sql6-sqlite.");
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(kBusyTimeoutMs);
    QString name = QString::fromStdString(file.string());
    if (access == Access::Read || access == Access::Immutable)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    if (access == Access::Immutable) {
        options += QStringLiteral(";QSQLITE_OPEN_URI");
        name = QStringLiteral("file:") + QString::fromLatin1(QUrl::toPercentEncoding(name, "/")) +
               QStringLiteral("?immutable=1");
    }
    database->m_database.setDatabaseName(name);
    database->m_database.setConnectOptions(options);
    if (!database->m_database.open())
        return tl::unexpected<Error>(database->explain(database->m_database.lastError()));
    if (auto enforced = database->execute("PRAGMA foreign_keys = ON"); !enforced)
        return forward(enforced);
    if (access == Access::Alone)
        for (const char* pragma : {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA query_only = ON"})
            if (auto done = database->execute(pragma); !done)
                return forward(done);
    return database;
}

Result<QSqlQuery> Database::prepare(const char* sql) {
    if (std::this_thread::get_id() != m_owner)
        return fail(ErrorCode::Internal, "a workspace was used by another thread than the one that opened it",
                    m_file.string());
    QSqlQuery query(m_database);
    query.setForwardOnly(true); // otherwise Qt caches every row
    if (!query.prepare(QString::fromUtf8(sql)))
        return tl::unexpected<Error>(explain(query.lastError()));
    return query;
}

Status Database::runPrepared(QSqlQuery& query, const QVariantList& values) {
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values[i]);
    if (!query.exec())
        return tl::unexpected<Error>(explain(query.lastError()));
    return {};
}

Result<QSqlQuery> Database::run(const char* sql, const QVariantList& values) {
    auto query = prepare(sql);
    if (!query)
        return query;
    if (auto done = runPrepared(*query, values); !done)
        return forward(done);
    return query;
}

Result<int> Database::execute(const char* sql, const QVariantList& values) {
    auto query = run(sql, values);
    if (!query)
        return forward(query);
    return query->numRowsAffected();
}

Status Database::changeOne(const char* sql, const QVariantList& values, const std::string& what) {
    auto changed = execute(sql, values);
    if (!changed)
        return forward(changed);
    if (*changed == 0)
        return tl::unexpected<Error>(notFound(what));
    return {};
}

Error Database::notFound(const std::string& what) const {
    return {ErrorCode::NotFound, what + " is not in the workspace", m_file.parent_path().string(),
            "List what is there; it may be in another workspace, or have been removed."};
}

Result<std::int64_t> Database::insert(const char* sql, const QVariantList& values) {
    auto query = run(sql, values);
    if (!query)
        return forward(query);
    return query->lastInsertId().toLongLong();
}

Status Database::executeForEach(const char* sql, const std::vector<QVariantList>& lists) {
    auto query = prepare(sql);
    if (!query)
        return forward(query);
    for (const QVariantList& values : lists) {
        if (auto done = runPrepared(*query, values); !done)
            return done;
    }
    return {};
}

Result<std::int64_t> Database::number(const char* sql) {
    auto rows = select<std::int64_t>(sql, {}, [](RowReader row) { return row.integer(); });
    if (!rows)
        return forward(rows);
    if (rows->empty())
        return fail(ErrorCode::Internal, std::string("no answer to ") + sql, m_file.string());
    return rows->front();
}

void Database::rollBack() {
    // SQLite rolls back by itself after some failures (a full disk); then there is nothing left to undo.
    if (auto undone = execute("ROLLBACK"); !undone)
        log::debug("workspace: " + undone.error().text());
}

Error Database::explain(const QSqlError& error) const {
    const int code = error.nativeErrorCode().toInt();
    const std::string sqlite = error.text().toStdString(); // Qt's text when SQLite has none
    const std::string where = m_file.string();
    if (code == kConstraintForeignKey)
        return {ErrorCode::NotFound, "something it belongs to is not in the workspace", where,
                "It may have been removed meanwhile; look again at what is there."};
    switch (code & 0xff) {
    case kBusy:
    case kLocked:
        return {ErrorCode::Stalled, "another program has kept the workspace locked", where,
                "Wait for it to finish, or stop it, and try again."};
    case kReadOnly:
        return {
            ErrorCode::Io,
            "the workspace cannot be written: " + (m_whyReadOnly.empty() ? "it is read-only" : m_whyReadOnly),
            where, "Make it writable (its folder, the file, space on the disk), or choose another folder."};
    case kIo:
        if (isDiskFull(m_file.parent_path()))
            return {ErrorCode::NoSpace, "the disk is full", where, "Free some space and try again."};
        return {ErrorCode::Io, "the workspace cannot be read or written: " + sqlite, where,
                "Look at the disk and the system's log."};
    case kCannotOpen:
        return {ErrorCode::Io, "the workspace file cannot be opened", where,
                "Check that the folder is there and that you may write to it."};
    case kFull:
        return {ErrorCode::NoSpace, "the disk is full; the workspace is as it was before", where,
                "Free some space and try again."};
    case kNotADatabase:
        return {ErrorCode::CorruptData, "the file is not a workspace: it is not a SQLite database", where,
                howToPutBack(m_file)};
    case kCorrupt:
        return {ErrorCode::CorruptData, "the workspace file is damaged: " + sqlite, where,
                howToPutBack(m_file)};
    case kConstraint:
        return {ErrorCode::AlreadyExists, "it is in the workspace already", where, {}};
    default:
        return {ErrorCode::Io, "the workspace cannot be used: " + sqlite, where, {}};
    }
}

} // namespace driftwood::workspace
