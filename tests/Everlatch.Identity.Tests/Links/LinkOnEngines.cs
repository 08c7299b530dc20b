using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Links;

public sealed class LinkOnSqlite(TestDatabase<SqliteEngine> db) : LinkSuite<SqliteEngine>(db);

public sealed class LinkOnPostgres(TestDatabase<PostgresEngine> db) : LinkSuite<PostgresEngine>(db);
