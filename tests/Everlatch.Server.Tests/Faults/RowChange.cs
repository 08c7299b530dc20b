namespace Everlatch.Server.Tests.Faults;

/// <summary>A row that is there and was not before, or the other way round.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Row">Its columns, as text.</param>
/// <param name="IsThere">Whether it is there now.</param>
internal sealed record RowChange(string Table, string Row, bool IsThere)
{
    public override string ToString() => $"{(IsThere ? '+' : '-')} {Table}: {Row}";

    /// <summary>How many rows of which tables came and went.</summary>
    public static string Shape(IEnumerable<RowChange> changes) => string.Join(
        ", ",
        changes.GroupBy(change => (change.Table, change.IsThere))
            .OrderBy(group => group.Key)
            .Select(group => $"{(group.Key.IsThere ? '+' : '-')}{group.Count()} {group.Key.Table}"));
}
