using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Audit;

public sealed class AuditOnSqlite(TestDatabase<SqliteEngine> db) : AuditSuite<SqliteEngine>(db);

public sealed class AuditOnPostgres(TestDatabase<PostgresEngine> db) : AuditSuite<PostgresEngine>(db);
