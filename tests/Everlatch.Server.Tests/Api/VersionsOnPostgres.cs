using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

public sealed class VersionsOnPostgres(ManagementServer<PostgresEngine> server) : VersionSuite<PostgresEngine>(server);
