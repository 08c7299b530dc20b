using System.Data.Common;

namespace Everlatch.Schema.Engines;

/// <summary>
/// The result code of SQLite behind an exception. Drivers agree on the number, not on the property that holds it.
/// </summary>
internal static class SqliteCode
{
    /// <summary>
    /// The primary code, such as 5 for SQLITE_BUSY; whatever the driver calls its error code when it tells no other.
    /// </summary>
    public static int Of(DbException exception) =>
        (exception.GetType().GetProperty("SqliteErrorCode")?.GetValue(exception) as int? ?? exception.ErrorCode) & 0xff;
}
