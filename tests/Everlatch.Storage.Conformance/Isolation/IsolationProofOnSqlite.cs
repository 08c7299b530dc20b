using Everlatch.Testing;

namespace Everlatch.Storage.Conformance.Isolation;

public sealed class IsolationProofOnSqlite(TwoEnvironments<SqliteEngine> environments)
    : IsolationProofSuite<SqliteEngine>(environments);
