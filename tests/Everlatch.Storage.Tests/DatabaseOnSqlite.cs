using Everlatch.Testing;

namespace Everlatch.Storage.Tests;

public sealed class DatabaseOnSqlite : DatabaseSuite<SqliteEngine>;
