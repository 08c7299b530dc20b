using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

public sealed class IdempotencyOnPostgres(ManagementServer<PostgresEngine> server) : IdempotencySuite<PostgresEngine>(server);
