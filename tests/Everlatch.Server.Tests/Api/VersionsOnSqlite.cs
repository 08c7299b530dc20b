using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

public sealed class VersionsOnSqlite(ManagementServer<SqliteEngine> server) : VersionSuite<SqliteEngine>(server);
