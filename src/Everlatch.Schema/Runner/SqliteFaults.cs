using System.Data.Common;
using System.Globalization;

namespace Everlatch.Schema.Runner;

/// <summary>What SQLite's errors mean to a run.</summary>
internal static class SqliteFaults
{
    private const string Prefix = "SQLite Error ";

    /// <summary>By the result code, which the driver puts before what SQLite says.</summary>
    public static FaultKind Sort(DbException e) => CodeOf(e.Message) switch
    {
        5 or 6 => FaultKind.Locked,
        8 => FaultKind.ReadOnly,
        3 or 23 => FaultKind.NoRights,
        13 => FaultKind.Full,
        // I/O error, corrupt, cannot be opened, not a database.
        10 or 11 or 14 or 26 => FaultKind.Lost,
        1 when e.Message.Contains(" already exists", StringComparison.Ordinal)
            || e.Message.Contains("duplicate column name", StringComparison.Ordinal) => FaultKind.Exists,
        1 when e.Message.Contains("no such ", StringComparison.Ordinal) => FaultKind.Absent,
        _ => FaultKind.Statement,
    };

    private static int CodeOf(string message) =>
        message.StartsWith(Prefix, StringComparison.Ordinal)
            && message.IndexOf(':', Prefix.Length) is var end and > 0
            && int.TryParse(message.AsSpan(Prefix.Length, end - Prefix.Length), CultureInfo.InvariantCulture, out var code)
            ? code
            : 0;
}
