using Everlatch.Core;

namespace Everlatch.Server.Api.Http;

/// <summary>Writes pages, their cursors made opaque.</summary>
internal sealed class PageWriter(Cursors cursors)
{
    /// <summary>A page of a store.</summary>
    public PageBody<TBody> Write<T, TBody>(Page<T> page, Paging paging, Func<T, TBody> body) =>
        new([.. page.Items.Select(body)], page.Next is null ? null : cursors.Write(paging.List, page.Next));

    /// <summary>A page cut from entries of the directory.</summary>
    public PageBody<TBody> Cut<T, TBody>(IEnumerable<T> entries, Paging paging, Func<T, string> idOf, Func<T, TBody> body)
    {
        var rows = entries
            .Where(entry => paging.After is null || string.CompareOrdinal(idOf(entry), paging.After) > 0)
            .OrderBy(idOf, StringComparer.Ordinal)
            .Take(paging.Limit + 1)
            .ToList();
        return Write(Page.Cut(rows, paging.Limit, idOf), paging, body);
    }
}
