namespace Everlatch.Schema.Statements;

/// <summary>A foreign key, as the engine's own tables tell it.</summary>
/// <param name="Table">The table that points.</param>
/// <param name="Columns">Its columns that point.</param>
/// <param name="Target">The table that is pointed to.</param>
/// <param name="TargetColumns">The columns there.</param>
/// <param name="HoldsDelete">Whether it refuses that a row that is pointed to is deleted.</param>
/// <param name="HoldsUpdate">Whether it refuses that the key of such a row is changed.</param>
internal sealed record ForeignKeyFact(
    string Table, string Columns, string Target, string TargetColumns, bool HoldsDelete, bool HoldsUpdate)
{
    /// <summary>Whether the two promise the same of the rows that point.</summary>
    public bool PointsLike(ForeignKeyFact other) =>
        (Table, Columns, Target, TargetColumns) == (other.Table, other.Columns, other.Target, other.TargetColumns);

    /// <summary>What messages call it.</summary>
    public override string ToString() => $"{Table} ({Columns}) → {Target} ({TargetColumns})";
}
