using Everlatch.Testing;

namespace Everlatch.Storage.Conformance.Isolation;

public sealed class IsolationProofOnPostgres(TwoEnvironments<PostgresEngine> environments)
    : IsolationProofSuite<PostgresEngine>(environments);
