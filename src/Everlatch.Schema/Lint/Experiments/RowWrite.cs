namespace Everlatch.Schema.Lint.Experiments;

/// <summary>Rows that a statement writes.</summary>
/// <param name="Table">Where.</param>
/// <param name="Known">Whether the table was there before the release.</param>
/// <param name="Act">How.</param>
/// <param name="Bounded">
/// Whether its plan can reach but a few rows, whatever the table's size: a look-up by a unique key, a LIMIT, values in the
/// statement.
/// </param>
internal sealed record RowWrite(string Table, bool Known, RowAct Act, bool Bounded)
{
    /// <inheritdoc />
    public override string ToString() =>
        $"{Act.ToString().ToLowerInvariant()} of {(Bounded ? "few" : "any number of")} rows of {Table}";
}
