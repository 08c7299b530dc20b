using System.Data;
using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Shadows;

/// <summary>Makes a schema in an empty database and proves that it is the one that was asked for.</summary>
internal static class MakeSchema
{
    private const int DifferencesShown = 5;

    /// <summary>Makes it.</summary>
    /// <exception cref="SchemaException">Something came out otherwise.</exception>
    public static async Task RunAsync(SchemaDatabase database, Catalog wanted, CancellationToken ct)
    {
        await using var session = await database.OpenAsync(ct);
        var refusal = await SendAsync(session, database.Engine.Shadows.StatementsOf(wanted), ct);
        var made = await database.Engine.ReadCatalogAsync(session, ct);
        var differences = Comparable(made).ChangesTo(Comparable(wanted));
        if (differences.Count > 0)
        {
            throw new SchemaException("EL1823", Message(differences, refusal), inner: refusal);
        }
    }

    // A statement that needs what a later one makes is sent again: the engine knows better than any sorting what needs what.
    private static async Task<DbException?> SendAsync(DbConnection session, IEnumerable<string> statements, CancellationToken ct)
    {
        DbException? refusal = null;
        var left = statements.ToList();
        for (var before = left.Count + 1; left.Count > 0 && left.Count < before;)
        {
            before = left.Count;
            refusal = null;
            var refused = new List<string>();
            foreach (var statement in left)
            {
                if (await RefusalOfAsync(session, statement, ct) is { } e)
                {
                    refusal ??= e;
                    refused.Add(statement);
                }
            }

            left = refused;
        }

        return refusal;
    }

    private static async Task<DbException?> RefusalOfAsync(DbConnection session, string statement, CancellationToken ct)
    {
        try
        {
            await session.ExecuteAsync(statement, ct);
            return null;
        }
        catch (DbException e) when (session.State == ConnectionState.Open)
        {
            return e;
        }
    }

    // An extension that nothing uses may be beyond this role's rights; one that something uses is missed there. An index that the
    // engine gave up on cannot be made on purpose.
    private static Catalog Comparable(Catalog catalog) =>
        catalog.Without(o => o is CatalogOther { What: "extension" } or CatalogIndex { Valid: false });

    private static string Message(IReadOnlyList<CatalogChange> differences, DbException? refusal)
    {
        var shown = string.Join("; ", differences.Take(DifferencesShown));
        var more = differences.Count > DifferencesShown ? $"; and {differences.Count - DifferencesShown} more" : "";
        var because = refusal is null ? "" : $" The engine said: {refusal.Message}";
        return "The shadow database could not be given the same schema. "
            + $"It lacks (+), has too much (-) or differs (~): {shown}{more}.{because}";
    }
}
