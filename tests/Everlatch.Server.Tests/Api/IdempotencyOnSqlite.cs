using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

public sealed class IdempotencyOnSqlite(ManagementServer<SqliteEngine> server) : IdempotencySuite<SqliteEngine>(server);
