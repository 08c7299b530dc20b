using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Users;

public sealed class UserOnSqlite(TestDatabase<SqliteEngine> db) : UserSuite<SqliteEngine>(db);

public sealed class UserOnPostgres(TestDatabase<PostgresEngine> db) : UserSuite<PostgresEngine>(db);
