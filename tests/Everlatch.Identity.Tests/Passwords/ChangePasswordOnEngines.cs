using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Passwords;

public sealed class ChangePasswordOnSqlite(TestDatabase<SqliteEngine> db) : ChangePasswordSuite<SqliteEngine>(db);

public sealed class ChangePasswordOnPostgres(TestDatabase<PostgresEngine> db) : ChangePasswordSuite<PostgresEngine>(db);
