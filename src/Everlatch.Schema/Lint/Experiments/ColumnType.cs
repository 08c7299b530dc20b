namespace Everlatch.Schema.Lint.Experiments;

/// <summary>What an engine knows of a column's type.</summary>
/// <param name="Text">The type as the engine writes it.</param>
/// <param name="Base">What identifies it without length and precision, whatever it is called.</param>
/// <param name="Category">The engine's family of types, <c>S</c> for strings; empty where the engine has none.</param>
/// <param name="Bytes">Its width; -1 when that varies.</param>
/// <param name="Modifier">Length or precision as the engine keeps it; -1 for none.</param>
internal sealed record ColumnType(string Text, string Base, string Category, int Bytes, int Modifier)
{
    /// <summary>
    /// Whether every value of the other is a value of this one, provided that the engine kept the rows as they were.
    /// </summary>
    public bool Covers(ColumnType other) => Base == other.Base || (Category == "S" && other.Category == "S");

    /// <summary>Whether it holds less than the other of the same family.</summary>
    public bool IsNarrowerThan(ColumnType other) =>
        Category.Length > 0 && Category == other.Category
        && ((Bytes > 0 && other.Bytes > Bytes) || (Modifier >= 0 && (other.Modifier < 0 || Modifier < other.Modifier)));
}
