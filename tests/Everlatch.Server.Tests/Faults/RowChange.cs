namespace Everlatch.Server.Tests.Faults;

/// <summary>A row that is there and was not before, or the other way round.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Row">Its columns, as text.</param>
/// <param name="IsThere">Whether it is there now.</param>
internal sealed record RowChange(string Table, string Row, bool IsThere)
{
    public override string ToString() => $"{(IsThere ? '+' : '-')} {Table}: {Row}";

    /// <summary>What remains of changes: a row that came and went again is not there.</summary>
    public static IReadOnlyList<RowChange> Net(IEnumerable<RowChange> changes) =>
    [
        .. from row in changes.GroupBy(change => (change.Table, change.Row))
           let count = row.Sum(change => change.IsThere ? 1 : -1)
           from _ in Enumerable.Range(0, Math.Abs(count))
           select new RowChange(row.Key.Table, row.Key.Row, count > 0),
    ];

    /// <summary>How many rows of which tables came and went.</summary>
    public static string Shape(IEnumerable<RowChange> changes) => string.Join(
        ", ",
        changes.GroupBy(change => (change.Table, change.IsThere))
            .OrderBy(group => group.Key)
            .Select(group => $"{(group.Key.IsThere ? '+' : '-')}{group.Count()} {group.Key.Table}"));
}
