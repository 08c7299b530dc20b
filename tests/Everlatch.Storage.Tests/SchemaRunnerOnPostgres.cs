using Everlatch.Testing;

namespace Everlatch.Storage.Tests;

public sealed class SchemaRunnerOnPostgres : SchemaRunnerSuite<PostgresEngine>;
