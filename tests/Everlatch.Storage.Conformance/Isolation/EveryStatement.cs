using System.Reflection;

namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>Every statement that a build can send to one environment.</summary>
internal static class EveryStatement
{
    /// <summary>Those that name an environment, by name.</summary>
    public static IReadOnlyDictionary<string, Statement> OfOneEnvironment { get; } =
        StatementRegistry.Of(Assembly.Load("everlatch"))
            .Where(statement => statement.AcrossEnvironmentsBecause is null)
            .ToDictionary(statement => statement.Name, StringComparer.Ordinal);
}
