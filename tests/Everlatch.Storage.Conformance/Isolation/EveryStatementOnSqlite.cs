using Everlatch.Testing;

namespace Everlatch.Storage.Conformance.Isolation;

public sealed class EveryStatementOnSqlite(TwoEnvironments<SqliteEngine> environments)
    : IsolationSuite<SqliteEngine>(environments);
