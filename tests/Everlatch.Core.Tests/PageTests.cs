using CsCheck;

namespace Everlatch.Core.Tests;

public sealed class PageTests
{
    [Fact]
    public void Following_next_reads_every_row_once() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[1, 10]).Sample((count, limit) =>
        {
            var rows = Enumerable.Range(0, count).Select(i => $"{i:d4}").ToArray();
            var (read, after) = (new List<string>(), "");
            do
            {
                var next = rows.Where(row => string.CompareOrdinal(row, after) > 0).Take(limit + 1).ToArray();
                var page = Page.Cut(next, limit, row => row);
                read.AddRange(page.Items);
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(rows, read);
        });
}
