using Everlatch.Storage;

namespace Everlatch.Cli.Moves;

/// <summary>Makes one side's rows like the other's, pass by pass, and remembers what the other side has.</summary>
internal sealed class CopyRows(MoveSide from, MoveSide to)
{
    private const int Batch = 500;
    private readonly Dictionary<MovedTable, Dictionary<string, UInt128>> known = [];

    /// <summary>Takes note of what an earlier run brought.</summary>
    public async Task RecallAsync(IEnumerable<MovedTable> tables, CancellationToken ct)
    {
        foreach (var table in tables)
        {
            var rows = KnownOf(table);
            await foreach (var row in to.ReadAsync(table, ct))
            {
                rows[row.Key] = row.Digest;
            }
        }
    }

    /// <summary>
    /// Copies what differs while the source goes on changing. A row that cannot stand yet, such as one whose user came later, is
    /// left for the next pass.
    /// </summary>
    /// <returns>How many rows differed.</returns>
    public async Task<long> PassAsync(IReadOnlyList<MovedTable> tables, CancellationToken ct)
    {
        var changed = 0L;
        foreach (var table in tables)
        {
            var batch = new List<MovedRow>();
            await foreach (var row in DifferentAsync(table, null, ct))
            {
                changed++;
                batch.Add(row);
                if (batch.Count == Batch)
                {
                    await TryPutAsync(table, batch, ct);
                    batch.Clear();
                }
            }

            await TryPutAsync(table, batch, ct);
        }

        return changed;
    }

    /// <summary>Makes both alike in one transaction; the source must not change meanwhile.</summary>
    public async Task<long> FinishAsync(ITransaction transaction, IReadOnlyList<MovedTable> tables, CancellationToken ct)
    {
        var different = new List<(MovedTable Table, List<MovedRow> Rows, List<string> Gone)>();
        foreach (var table in tables)
        {
            var (seen, rows) = (new HashSet<string>(), new List<MovedRow>());
            await foreach (var row in DifferentAsync(table, seen, ct))
            {
                rows.Add(row);
            }

            different.Add((table, rows, [.. KnownOf(table).Keys.Where(key => !seen.Contains(key))]));
        }

        // What refers to others goes before them, and comes after them.
        foreach (var (table, _, gone) in Enumerable.Reverse(different))
        {
            foreach (var key in gone)
            {
                await transaction.ExecuteAsync(table.Drop, MovedRow.KeyOf(table, key, to), ct);
            }
        }

        foreach (var (table, rows, _) in different)
        {
            foreach (var row in rows)
            {
                await transaction.ExecuteAsync(table.Put, row.SealedFor(to), ct);
            }
        }

        return different.Sum(table => table.Rows.Count + table.Gone.Count);
    }

    private async IAsyncEnumerable<MovedRow> DifferentAsync(
        MovedTable table, HashSet<string>? seen, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var rows = KnownOf(table);
        await foreach (var row in from.ReadAsync(table, ct))
        {
            seen?.Add(row.Key);
            if (!rows.TryGetValue(row.Key, out var digest) || digest != row.Digest)
            {
                yield return row;
            }
        }
    }

    private async Task TryPutAsync(MovedTable table, List<MovedRow> rows, CancellationToken ct)
    {
        try
        {
            await using var transaction = await to.Database.BeginAsync(ct);
            foreach (var row in rows)
            {
                await transaction.ExecuteAsync(table.Put, row.SealedFor(to), ct);
            }

            await transaction.CommitAsync(ct);
        }
        catch (ConstraintException) when (rows.Count > 1)
        {
            foreach (var row in rows)
            {
                await TryPutAsync(table, [row], ct);
            }

            return;
        }
        catch (ConstraintException)
        {
            return;
        }

        foreach (var row in rows)
        {
            KnownOf(table)[row.Key] = row.Digest;
        }
    }

    private Dictionary<string, UInt128> KnownOf(MovedTable table) =>
        known.TryGetValue(table, out var rows) ? rows : known[table] = [];
}
