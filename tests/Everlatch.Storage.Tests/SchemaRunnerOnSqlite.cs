using Everlatch.Testing;

namespace Everlatch.Storage.Tests;

public sealed class SchemaRunnerOnSqlite : SchemaRunnerSuite<SqliteEngine>;
