using System.Collections.Immutable;
using System.Globalization;
using Everlatch.Storage;

namespace Everlatch.Cli.Moves;

/// <summary>A table of which an environment's rows move, as this build's contract describes it.</summary>
/// <remarks>
/// Its statements are made of names of the contract, which both databases are known to fit before any of them is sent.
/// </remarks>
internal sealed class MovedTable
{
    private const int PageRows = 1000;

    public MovedTable(string name, string environmentColumn, IReadOnlyList<string> primary, ImmutableArray<string> columns)
    {
        ImmutableArray<string> keys = [.. primary.Where(key => key != environmentColumn || primary.Count == 1)];
        (Name, Keys, Columns) = (name, keys, columns);
        var own = $"{environmentColumn} = @environment";
        var list = string.Join(", ", columns);
        var keyList = string.Join(", ", keys);
        var afterKeys = string.Join(", ", keys.Select(key => "@after_" + key));
        var page = $"where {own} and ({keyList}) > ({afterKeys}) order by {keyList} limit {Limit}";
        Read = Statement.Read($"move.read_{name}", $"select {list} from {name} {page}");
        var settings = columns.Except(keys.Append(environmentColumn)).Select(column => $"{column} = excluded.{column}").ToList();
        Put = Statement.Write(
            $"move.put_{name}",
            $"insert into {name} ({list}) values ({string.Join(", ", columns.Select(column => "@" + column))}) "
                + $"on conflict ({string.Join(", ", primary)}) do "
                + (settings.Count == 0
                    ? "nothing"
                    : $"update set {string.Join(", ", settings)} "
                        + $"where {name}.{environmentColumn} = excluded.{environmentColumn}"));
        Drop = Statement.Write(
            $"move.drop_{name}",
            $"delete from {name} where {own} and {string.Join(" and ", keys.Select(key => $"{key} = @{key}"))}");
        Clear = Statement.Write(
            $"move.clear_{name}",
            $"delete from {name} where {own} and ({keyList}) in (select {keyList} from {name} where {own} limit {Limit})");
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The columns that tell an environment's rows apart; all of them are text.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>All its columns.</summary>
    public ImmutableArray<string> Columns { get; }

    /// <summary>Up to a page of rows after a key.</summary>
    public Statement Read { get; }

    /// <summary>Adds a row, or makes the one with its key like it.</summary>
    public Statement Put { get; }

    /// <summary>Deletes one row.</summary>
    public Statement Drop { get; }

    /// <summary>Deletes up to a page of rows.</summary>
    public Statement Clear { get; }

    private static string Limit => PageRows.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether a page was the last one.</summary>
    public static bool IsLast(int rows) => rows < PageRows;
}
