using Everlatch.Testing;

namespace Everlatch.Storage.Tests;

public sealed class DatabaseOnPostgres : DatabaseSuite<PostgresEngine>;
