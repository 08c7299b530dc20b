using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint;

/// <summary>What a statement did, in lines for people.</summary>
internal static class Measured
{
    /// <summary>The lines; none when it touched nothing that was there.</summary>
    public static IEnumerable<string> Of(Effect effect)
    {
        if (effect.RunsAlone is { } name)
        {
            yield return $"runs in no transaction: {name}";
        }

        if (effect.LocksDatabase)
        {
            yield return "locks the database for writers";
        }

        foreach (var (what, of) in new (string, IEnumerable<string>)[]
        {
            ("locks", effect.Locks.Where(l => l.Index is null || l.StopsWriters).Select(l => l.ToString())),
            ("reads from end to end", effect.Scanned.Select(scan => scan.Table)),
            ("writes anew", effect.Rewritten.Concat(effect.RebuiltTables)),
            ("builds anew", effect.Rebuilt.Select(index => $"index {index.Index}")),
            ("empties", effect.Emptied),
            ("detaches", effect.Detached.Select(detached => detached.Partition)),
            ("writes", effect.Writes.Select(write => write.ToString())),
        })
        {
            var words = string.Join(", ", of.Distinct());
            if (words.Length > 0)
            {
                yield return $"{what}: {words}";
            }
        }

        foreach (var change in effect.Changes)
        {
            yield return change.ToString();
        }
    }
}
