using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Passwords;

public sealed class RecoveryOnSqlite(TestDatabase<SqliteEngine> db) : RecoverySuite<SqliteEngine>(db);

public sealed class RecoveryOnPostgres(TestDatabase<PostgresEngine> db) : RecoverySuite<PostgresEngine>(db);
