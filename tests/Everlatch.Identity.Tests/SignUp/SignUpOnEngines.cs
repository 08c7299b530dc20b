using Everlatch.Testing;

namespace Everlatch.Identity.Tests.SignUp;

public sealed class SignUpOnSqlite(TestDatabase<SqliteEngine> db) : SignUpSuite<SqliteEngine>(db);

public sealed class SignUpOnPostgres(TestDatabase<PostgresEngine> db) : SignUpSuite<PostgresEngine>(db);
