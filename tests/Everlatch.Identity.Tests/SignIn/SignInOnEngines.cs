using Everlatch.Testing;

namespace Everlatch.Identity.Tests.SignIn;

public sealed class SignInOnSqlite(TestDatabase<SqliteEngine> db) : SignInSuite<SqliteEngine>(db);

public sealed class SignInOnPostgres(TestDatabase<PostgresEngine> db) : SignInSuite<PostgresEngine>(db);
