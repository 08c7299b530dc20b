using System.Collections.Concurrent;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests;

/// <summary>The contracts of the builds that tests make: of equal files it is made once, however many tests use them.</summary>
internal static class MadeContracts
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<SchemaContract>>> Made = new(StringComparer.Ordinal);

    /// <summary>The contract of a build.</summary>
    public static Task<SchemaContract> OfAsync<TEngine>(SchemaSource source)
        where TEngine : ISchemaTestEngine
    {
        // Not the caller's token: others wait for it too.
        var files = source.Files.Paths.Order(StringComparer.Ordinal).Select(path => $"{path}\n{source.Files.Find(path)}");
        return Made.GetOrAdd(
            string.Join('\0', [TEngine.Engine.Name, source.Release, .. files]),
            _ => new Lazy<Task<SchemaContract>>(
                () => MakeContract.RunAsync(source, TEngine.Server, CancellationToken.None))).Value;
    }
}
