using System.Net;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Cli.Tests.Schema;
using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Runner;
using Everlatch.Storage;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Up;

/// <summary>An embedded database has one user, who just asked for this build: <c>up</c> brings it up to date by itself.</summary>
public sealed class PendingStepsTests
{
    [Fact]
    public async Task The_next_release_applies_what_it_brings_and_keeps_what_is_there()
    {
        using var place = new Place();
        var storage = new StorageOptions { SqliteFile = Path.Combine(place.Folder, "everlatch.db") };
        await using (var first = await place.Up().ReadyAsync())
        {
            await first.SignalAsync("TERM");
            Assert.Equal(0, await first.ExitAsync());
        }

        using var next = await NextRelease.CreateAsync(storage);
        var contract = next.ReadContract("sqlite");
        next.WriteContract("sqlite", "engine postgres\n");
        await using (var refused = Up(place, next))
        {
            Assert.Equal(1, await refused.ExitAsync());
            Assert.Contains("EL18", refused.Error, StringComparison.Ordinal);
            Assert.False(await HasColumnAsync(storage));
        }

        next.WriteContract("sqlite", contract);
        await using var second = await Up(place, next).ReadyAsync();
        Assert.True(await HasColumnAsync(storage));
        var last = (await Ledger.HistoryAsync(StorageSchema.DatabaseOf(storage), TestContext.Current.CancellationToken))[^1];
        Assert.Equal((next.Step, NextRelease.Version, true), (last.Step, last.Release, last.IsDone));
        Assert.Equal(HttpStatusCode.OK, await place.MachineTokenAsync(place.Demo.GetProperty("machine")));
    }

    private static Running Up(Place place, NextRelease next) => Running.Everlatch(
        new Dictionary<string, string> { ["EVERLATCH__STORAGE__SCHEMAFOLDER"] = next.Folder },
        "up", "--data", place.Folder, "--port", $"{FreePort.Take()}");

    private static async Task<bool> HasColumnAsync(StorageOptions storage)
    {
        var catalog = await LiveCatalog.ReadAsync(StorageSchema.DatabaseOf(storage), TestContext.Current.CancellationToken);
        return catalog.Column("users", NextRelease.Column.Split('.')[1]) is not null;
    }
}
