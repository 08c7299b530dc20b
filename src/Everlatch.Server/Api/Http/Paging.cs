using System.Globalization;

namespace Everlatch.Server.Api.Http;

/// <summary>Which page of a list is asked for: <c>?limit=1..100&amp;after=…</c>.</summary>
/// <param name="Limit">At most so many.</param>
/// <param name="After">The id after which it begins; null for the first page.</param>
/// <param name="List">The list's address, to which its cursors belong.</param>
internal sealed record Paging(int Limit, string? After, string List)
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 100;

    /// <summary>Reads the query.</summary>
    public static ValueTask<Paging?> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var list = context.Request.Path.Value ?? "";
        var limit = DefaultLimit;
        if (query.TryGetValue("limit", out var asked)
            && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            throw new RefusedRequestException(ApiErrors.LimitInvalid);
        }

        var after = query.TryGetValue("after", out var cursor)
            ? context.RequestServices.GetRequiredService<Cursors>().Read(list, cursor.ToString())
                ?? throw new RefusedRequestException(ApiErrors.CursorInvalid)
            : null;
        return new(new Paging(limit, after, list));
    }
}
