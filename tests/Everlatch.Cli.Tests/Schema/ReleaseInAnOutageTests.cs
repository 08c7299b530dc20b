using System.Net;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>
/// The incident in the middle of an outage: the database is away, and the next release is rolled out, its migration never run.
/// </summary>
public sealed class ReleaseInAnOutageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_release_waits_and_the_one_before_begins_from_its_copy()
    {
        await using var postgres = new OwnPostgres();
        await postgres.InitializeAsync();
        var storage = new StorageOptions { Postgres = postgres.ConnectionString };
        await SchemaOf.ApplyAsync(storage, Ct);
        using var next = await NextRelease.CreateAsync(storage);
        var environment = new Dictionary<string, string> { ["EVERLATCH__STORAGE__SCHEMAFOLDER"] = next.Folder };
        using var place = new Place();
        await using (var running = Serving.Up(place, storage.Postgres))
        {
            await running.Process.ReadyAsync();
        }

        // Once with the database up: it waits, and keeps no copy to begin from later.
        await using (var skipped = Serving.Up(place, storage.Postgres, environment))
        {
            await skipped.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable, NextRelease.Column);
        }

        await postgres.CrashAsync();
        await using (var waiting = Serving.Up(place, storage.Postgres, environment))
        {
            await waiting.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, "EL1839");
            for (var look = 0; look < 10; look++)
            {
                await waiting.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable, "The directory is not loaded");
                await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Ct);
            }
        }

        await using var before = Serving.Up(place, storage.Postgres);
        await before.Process.ReadyAsync();
        await before.UntilAsync("/health/ready", HttpStatusCode.OK);
    }
}
