using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Lockouts;

public sealed class LockoutOnSqlite(TestDatabase<SqliteEngine> db) : LockoutSuite<SqliteEngine>(db);

public sealed class LockoutOnPostgres(TestDatabase<PostgresEngine> db) : LockoutSuite<PostgresEngine>(db);
