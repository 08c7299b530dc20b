using Everlatch.Testing;

namespace Everlatch.Identity.Tests.SignIn;

public sealed class SignInRaceOnSqlite(TestDatabase<SqliteEngine> db) : SignInRaceSuite<SqliteEngine>(db);

public sealed class SignInRaceOnPostgres(TestDatabase<PostgresEngine> db) : SignInRaceSuite<PostgresEngine>(db);
