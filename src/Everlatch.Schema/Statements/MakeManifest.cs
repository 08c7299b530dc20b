using Everlatch.Schema.Shadows;

namespace Everlatch.Schema.Statements;

/// <summary>
/// Makes the manifest of a build: has an engine say of every statement what it has to do with the build's schema.
/// </summary>
public static class MakeManifest
{
    /// <summary>The manifest as statements and files say it today.</summary>
    /// <param name="source">The build.</param>
    /// <param name="server">
    /// Any database of the engine: an empty one is made beside it. On PostgreSQL the role may make roles.
    /// </param>
    /// <param name="statements">Every statement that the build can send.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="SchemaException">
    /// A file is malformed, the engine refuses a statement, or it does not tell what one writes.
    /// </exception>
    public static async Task<StatementManifest> RunAsync(
        SchemaSource source, SchemaDatabase server, IReadOnlyList<SchemaStatement> statements, CancellationToken ct)
    {
        var engine = server.Engine;
        RequireNames(statements);
        await using var shadow = await ShadowDatabase.CreateAsync(server, ct);
        await ShadowSteps.ApplyAsync(shadow.Database, source.MigrationsOf(engine), ct);
        await using var session = await shadow.Database.OpenAsync(ct);
        var catalog = await engine.ReadCatalogAsync(session, ct);
        return new StatementManifest(
            engine.Name, await engine.Statements.DescribeAsync(shadow.Database, catalog, statements, ct));
    }

    private static void RequireNames(IEnumerable<SchemaStatement> statements)
    {
        if (statements.GroupBy(s => s.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new SchemaException("EL1851", $"Two statements are called {twice.Key}.");
        }
    }
}
