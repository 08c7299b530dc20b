using System.Data.Common;

namespace Everlatch.Schema.Statements;

/// <summary>Describes statements one by one, and says of all that are refused that they are.</summary>
internal static class Described
{
    private const int Shown = 10;

    /// <summary>What every statement has to do with tables.</summary>
    /// <exception cref="SchemaException">The engine refuses one or more.</exception>
    public static async Task<IReadOnlyList<ManifestStatement>> AllAsync(
        IReadOnlyList<SchemaStatement> statements,
        Func<SchemaStatement, CancellationToken, Task<ManifestStatement>> describe,
        CancellationToken ct)
    {
        var (described, refused) = (new List<ManifestStatement>(), new List<string>());
        foreach (var statement in statements)
        {
            try
            {
                described.Add(await describe(statement, ct));
            }
            catch (DbException e)
            {
                var refusal = StatementRefusal.Of(e);
                refused.Add($"{statement.Name}: {refusal.State}: {refusal.Message}");
            }
        }

        return refused.Count == 0 ? described : throw new SchemaException(
            "EL1851",
            $"The engine refuses {refused.Count} statements of this build on the schema that its migrations make: "
                + string.Join("; ", refused.Take(Shown)) + (refused.Count > Shown ? "; …" : ""));
    }

    /// <summary>That the engine does not tell what a statement writes.</summary>
    public static SchemaException Untold(SchemaStatement statement, string because) =>
        new("EL1852", $"What {statement.Name} writes cannot be told: {because}.");
}
