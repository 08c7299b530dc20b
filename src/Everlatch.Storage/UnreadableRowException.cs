using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;

namespace Everlatch.Storage;

/// <summary>
/// A row came back with a value of another type than this build reads: the column is not what it was when the build was made.
/// </summary>
/// <remarks>
/// It speaks as the engine does of types that do not match, so that whoever watches the schema understands it. What the value was
/// is not said, here or in an inner exception: it may be anything that a table keeps.
/// </remarks>
internal sealed partial class UnreadableRowException : DbException
{
    // PostgreSQL, appendix A: datatype_mismatch.
    private const string DatatypeMismatch = "42804";

    private UnreadableRowException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public override string SqlState => DatatypeMismatch;

    /// <summary>Whether that is what an exception means: the ways of Dapper and of drivers to say it.</summary>
    public static bool Explains(Exception e) =>
        e is DataException or InvalidCastException or FormatException or OverflowException;

    /// <summary>The same, said without the value.</summary>
    public static UnreadableRowException Of(Statement statement, Exception e)
    {
        var column = ColumnOf().Match(e.Message) is { Success: true } match ? $"column '{match.Groups[1].Value}'" : "a column";
        return new($"The statement '{statement.Name}' returned {column} of a type that cannot be read ({e.GetType().Name}).");
    }

    // Dapper: "Error parsing column 3 (created_at=yesterday - String)".
    [GeneratedRegex(@"^Error parsing column \d+ \((\w+)=", RegexOptions.CultureInvariant)]
    private static partial Regex ColumnOf();
}
