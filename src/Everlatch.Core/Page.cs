namespace Everlatch.Core;

/// <summary>One page of a list that is ordered by id.</summary>
/// <param name="Items">At most the asked number.</param>
/// <param name="Next">The id after which the next page begins; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Makes pages.</summary>
public static class Page
{
    /// <summary>Cuts a page from rows of which one more than asked was read, to know whether another page follows.</summary>
    public static Page<T> Cut<T>(IReadOnlyList<T> rows, int limit, Func<T, string> idOf) =>
        rows.Count <= limit ? new Page<T>(rows, null) : new Page<T>([.. rows.Take(limit)], idOf(rows[limit - 1]));
}
