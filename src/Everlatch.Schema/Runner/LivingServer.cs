using System.Data.Common;
using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Runner;

/// <summary>A server that said lately that it lives.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Release">Version of its build.</param>
/// <param name="Digest">Digest of its build's contract.</param>
/// <param name="SeenAt">When it last said so.</param>
public sealed record LivingServer(string Instance, string Release, string Digest, DateTimeOffset SeenAt)
{
    /// <summary>All that live, by name; empty while there is no table of them.</summary>
    /// <exception cref="SchemaException">The database does not answer or refuses.</exception>
    public static Task<IReadOnlyList<LivingServer>> AllAsync(SchemaDatabase database, CancellationToken ct) =>
        Look.RunAsync(database, (connection, limited) => AllAsync(database.Engine.Runner, connection, limited), ct);

    private static async Task<IReadOnlyList<LivingServer>> AllAsync(
        RunnerEngine rules, DbConnection connection, CancellationToken ct)
    {
        try
        {
            return await connection.ListAsync(
                $"""
                select instance, release, digest, seen_at from {OwnTables.Servers}
                where seen_at >= {rules.Now} - @alive order by instance
                """,
                [("alive", (long)ServerRegister.Alive.TotalMilliseconds)],
                Read,
                ct);
        }
        catch (DbException e) when (rules.Sort(e) == FaultKind.Absent)
        {
            return [];
        }
    }

    private static LivingServer Read(DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)));
}
