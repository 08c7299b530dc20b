using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Sessions;

public sealed class SessionOnSqlite(TestDatabase<SqliteEngine> db) : SessionSuite<SqliteEngine>(db);

public sealed class SessionOnPostgres(TestDatabase<PostgresEngine> db) : SessionSuite<PostgresEngine>(db);
