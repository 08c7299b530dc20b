using Everlatch.Testing;

namespace Everlatch.Storage.Conformance.Isolation;

public sealed class EveryStatementOnPostgres(TwoEnvironments<PostgresEngine> environments)
    : IsolationSuite<PostgresEngine>(environments);
