using Everlatch.Testing;

namespace Everlatch.Directory.Tests.Feed;

public sealed class FollowDirectoryOnSqlite(TestDatabase<SqliteEngine> db) : FollowDirectorySuite<SqliteEngine>(db);
