using System.Data.Common;

namespace Everlatch.Schema.Lint.Experiments.Sqlite;

/// <summary>
/// The program that SQLite compiles a statement to, as EXPLAIN lists it: which tables it loops over, which it writes, and whether
/// it takes the write lock. It is what the engine will run, not a guess about the statement's text.
/// </summary>
internal sealed class SqliteProgram
{
    // The tree of the schema itself.
    private const long SchemaRoot = 1;
    private const long IsUpdate = 0x04;

    // The root is that of a table which the program makes itself.
    private const long IsRegister = 0x10;

    private readonly HashSet<long> loops = [];
    private readonly List<(long Root, RowAct Act)> writes = [];

    private SqliteProgram()
    {
    }

    /// <summary>Whether it takes the lock that every writer of the database needs.</summary>
    public bool Writes { get; private set; }

    /// <summary>Whether it writes the whole file anew.</summary>
    public bool Vacuums { get; private set; }

    /// <summary>Roots of the tables and indexes that it may go through to any length.</summary>
    public IReadOnlySet<long> Loops => loops;

    /// <summary>What it does to the rows of which trees.</summary>
    public IReadOnlyList<(long Root, RowAct Act)> RowWrites => writes;

    /// <summary>Trees that it empties at a stroke.</summary>
    public HashSet<long> Cleared { get; } = [];

    /// <summary>The program of a statement, which is not run.</summary>
    /// <exception cref="DbException">The engine cannot compile it.</exception>
    public static async Task<SqliteProgram> OfAsync(DbConnection connection, string sql, CancellationToken ct)
    {
        var steps = await connection.QueryAsync(
            "explain " + sql,
            row =>
                new Step(row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(6)),
            ct);
        var program = new SqliteProgram();
        foreach (var part in Parts(steps))
        {
            program.Read(part);
        }

        return program;
    }

    // Triggers and cascades are programs of their own behind the main one; in each the addresses begin anew.
    private static IEnumerable<List<Step>> Parts(List<Step> steps)
    {
        var part = new List<Step>();
        foreach (var step in steps)
        {
            if (part.Count > 0 && step.Address == 0)
            {
                yield return part;
                part = [];
            }

            part.Add(step);
        }

        yield return part;
    }

    private void Read(List<Step> steps)
    {
        var cursors = new Dictionary<long, long>();
        foreach (var step in steps)
        {
            switch (step.Code)
            {
                case "Transaction":
                    Writes |= step is { P1: 0, P2: > 0 };
                    break;
                case "Vacuum":
                    Vacuums = Writes = true;
                    break;
                case "OpenRead" or "OpenWrite" or "ReopenIdx" when step.P3 == 0 && (step.P5 & IsRegister) == 0:
                    cursors[step.P1] = step.P2;
                    break;
                case "OpenEphemeral" or "OpenAutoindex" or "OpenPseudo" or "SorterOpen" or "OpenRead" or "OpenWrite":
                    cursors.Remove(step.P1);
                    break;
                case "Clear" when step.P2 == 0:
                    Cleared.Add(step.P1);
                    break;
                default:
                    ReadRow(step, steps, cursors);
                    break;
            }
        }

        loops.Remove(SchemaRoot);
        writes.RemoveAll(write => write.Root == SchemaRoot);
    }

    private void ReadRow(Step step, List<Step> steps, Dictionary<long, long> cursors)
    {
        if (!cursors.TryGetValue(step.P1, out var root))
        {
            return;
        }

        switch (step.Code)
        {
            case "Next" or "Prev" when !IsLimited(step, steps):
                loops.Add(root);
                break;
            case "Insert" or "IdxInsert":
                writes.Add((root, (step.P5 & IsUpdate) != 0 ? RowAct.Update : RowAct.Insert));
                break;
            case "Delete":
                writes.Add((root, (step.P5 & IsUpdate) != 0 ? RowAct.Update : RowAct.Delete));
                break;
        }
    }

    // A loop that counts down inside ends after that many rows: its LIMIT.
    private static bool IsLimited(Step next, List<Step> steps) =>
        steps.Any(step => step.Code is "DecrJumpZero" && step.Address >= next.P2 && step.Address <= next.Address);

    private sealed record Step(long Address, string Code, long P1, long P2, long P3, long P5);
}
