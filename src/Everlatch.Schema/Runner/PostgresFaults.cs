using System.Data.Common;

namespace Everlatch.Schema.Runner;

/// <summary>What PostgreSQL's errors mean to a run.</summary>
internal static class PostgresFaults
{
    /// <summary>By SQLSTATE; without one the connection is at fault.</summary>
    public static FaultKind Sort(DbException e) => e.SqlState switch
    {
        // lock_not_available, deadlock_detected, serialization_failure
        "55P03" or "40P01" or "40001" => FaultKind.Locked,
        // active_sql_transaction, invalid_transaction_termination
        "25001" or "2D000" => FaultKind.NoTransaction,
        "57014" => FaultKind.TooLong,
        "25006" => FaultKind.ReadOnly,
        "42501" or "28000" or "28P01" => FaultKind.NoRights,
        "53100" => FaultKind.Full,
        // duplicate_table (indexes too), _column, _object, _schema, _function
        "42P07" or "42701" or "42710" or "42P06" or "42723" => FaultKind.Exists,
        // undefined_table, _column, _object, _function
        "42P01" or "42703" or "42704" or "42883" => FaultKind.Absent,
        // No such database, too many connections, shut down, crashed, starting.
        null or "3D000" or "53300" or "57P01" or "57P02" or "57P03" or "57P05" => FaultKind.Lost,
        ['0', '8', ..] => FaultKind.Lost,
        _ => FaultKind.Statement,
    };
}
