using Everlatch.Core;
using Everlatch.Edge.Regions;
using Microsoft.Extensions.Time.Testing;

namespace Everlatch.Edge.Tests.Regions;

/// <summary>An edge believes what the region signed, and nothing else.</summary>
public sealed class SignedPagesTests : IDisposable
{
    private readonly SampleRegion eu = new(new FakeTimeProvider());
    private readonly SampleRegion us = new(new FakeTimeProvider(), "us");

    public void Dispose()
    {
        eu.Dispose();
        us.Dispose();
    }

    [Fact]
    public async Task A_page_of_the_region_is_read_as_it_was_written()
    {
        var environment = eu.Add();
        eu.AddHost(environment, "login.acme.example");

        var page = SignedPages.Open(await PageAsync(eu), eu.Name, eu.Keys);

        Assert.Equal(eu.Current.Sequence, page.Sequence);
        Assert.Contains(new RouteEntry.Host(HostName.Trusted("login.acme.example"), environment, null), page.Entries);
    }

    [Fact]
    public async Task A_page_with_any_bit_changed_is_refused()
    {
        eu.AddHost(eu.Add(), "login.acme.example");
        var page = (await PageAsync(eu)).ToArray();
        for (var i = 0; i < page.Length; i++)
        {
            page[i] ^= 1;
            Assert.Throws<RouteFormatException>(() => SignedPages.Open(page, eu.Name, eu.Keys));
            page[i] ^= 1;
        }

        Assert.NotNull(SignedPages.Open(page, eu.Name, eu.Keys));
    }

    [Fact]
    public async Task Another_regions_key_speaks_for_no_region_but_its_own()
    {
        us.AddHost(us.Add(), "login.acme.example");
        var page = await PageAsync(us);

        Assert.Throws<RouteFormatException>(() => SignedPages.Open(page, eu.Name, eu.Keys));
        Assert.Throws<RouteFormatException>(() => SignedPages.Open(page, eu.Name, us.Keys));
        Assert.NotNull(SignedPages.Open(page, us.Name, us.Keys));
    }

    [Fact]
    public async Task While_keys_change_either_is_believed()
    {
        var page = await PageAsync(eu);

        Assert.NotNull(SignedPages.Open(page, eu.Name, [us.Key.Public, eu.Key.Public]));
    }

    [Fact]
    public async Task A_file_begins_where_it_ended_and_leaves_out_an_answer_that_is_torn()
    {
        var ct = TestContext.Current.CancellationToken;
        var file = new RouteFile(Path.Combine(Directory(), "eu.routes"), eu.Name, eu.Keys);
        Assert.Null(await file.ReadAsync(ct));

        eu.AddHost(eu.Add(), "login.acme.example");
        var first = await eu.SignedAsync(null);
        await file.ReplaceAsync(first, ct);
        var whole = file.Length;
        var then = eu.Current.Sequence;
        eu.AddHost(eu.Add(), "id.globex.example");
        await file.AppendAsync(await eu.SignedAsync(then), ct);

        var (routes, isTorn) = (await file.ReadAsync(ct))!.Value;
        Assert.False(isTorn);
        Assert.NotNull(routes.Find("id.globex.example"));

        for (var cut = whole + 1; cut < file.Length; cut += 7)
        {
            var torn = new RouteFile(CutAt(cut), eu.Name, eu.Keys);
            (routes, isTorn) = (await torn.ReadAsync(ct))!.Value;
            Assert.True(isTorn);
            Assert.NotNull(routes.Find("login.acme.example"));
            Assert.Null(routes.Find("id.globex.example"));
        }
    }

    [Fact]
    public async Task A_file_that_was_altered_or_is_another_regions_is_refused()
    {
        var ct = TestContext.Current.CancellationToken;
        var path = Path.Combine(Directory(), "eu.routes");
        eu.AddHost(eu.Add(), "login.acme.example");
        await new RouteFile(path, eu.Name, eu.Keys).ReplaceAsync(await eu.SignedAsync(null), ct);

        await Assert.ThrowsAsync<RouteFormatException>(() => new RouteFile(path, us.Name, us.Keys).ReadAsync(ct));

        var bytes = await File.ReadAllBytesAsync(path, ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, ct);
        await Assert.ThrowsAsync<RouteFormatException>(() => new RouteFile(path, eu.Name, eu.Keys).ReadAsync(ct));
    }

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("everlatch-routes-").FullName;

    private string Directory() => folder;

    private string CutAt(long length)
    {
        var path = Path.Combine(folder, "torn.routes");
        File.Copy(Path.Combine(folder, "eu.routes"), path, overwrite: true);
        using var file = File.OpenWrite(path);
        file.SetLength(length);
        return path;
    }

    private static async Task<ReadOnlyMemory<byte>> PageAsync(SampleRegion region) =>
        Assert.Single(await region.SignedAsync(null));
}
