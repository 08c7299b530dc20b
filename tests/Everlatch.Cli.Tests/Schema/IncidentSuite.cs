using System.Net;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>The incident that all of this is for: a release goes out, and its migration does not run.</summary>
public abstract class IncidentSuite<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private StorageOptions storage = null!;
    private NextRelease next = null!;

    public async ValueTask InitializeAsync()
    {
        storage = await TEngine.CreateAsync(migrated: true, TestContext.Current.CancellationToken);
        next = await NextRelease.CreateAsync(storage);
    }

    public async ValueTask DisposeAsync()
    {
        next.Dispose();
        await TEngine.DropAsync(storage);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_release_whose_migration_was_skipped_takes_no_traffic_names_the_column_and_becomes_ready_by_itself()
    {
        await using var old = Serving.Start(storage);
        await old.UntilAsync("/health/schema", HttpStatusCode.OK, "fits");
        await using var fresh = Serving.Start(storage, next.Folder);

        await TakesNoTrafficAsync(fresh);
        await VerifyRefusesAsync();
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("/health/schema")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await fresh.GetAsync("/health/ready")).Status);

        await Serving.DoneAsync(0, storage, "schema", "apply", "--from", next.Folder);
        await fresh.UntilAsync("/health/schema", HttpStatusCode.OK, "fits");
        await Serving.DoneAsync(0, storage, "schema", "verify", "--from", next.Folder);
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await fresh.GetAsync("/signin")).Status);

        // The old release goes on, on a schema that is ahead of it.
        await old.UntilAsync("/health/schema", HttpStatusCode.OK, "newer");
        await Serving.DoneAsync(0, storage, "schema", "verify");
    }

    private async Task TakesNoTrafficAsync(Serving fresh)
    {
        var ready = await fresh.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable, NextRelease.Column);
        Assert.Contains(next.Step, ready, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await fresh.GetAsync("/health/live")).Status);
        var schema = await fresh.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, "everlatch schema apply");
        Assert.Contains($"column {NextRelease.Column}", schema, StringComparison.Ordinal);
        foreach (var path in new[] { "/signin", "/api/v1/environments", "/.well-known/openid-configuration", "/nowhere" })
        {
            var (status, body, headers) = await fresh.GetAsync(path);
            Assert.True(status == HttpStatusCode.ServiceUnavailable, $"{path} answered {status}: {body}");
            Assert.NotNull(headers!.RetryAfter);
        }

        var token = await fresh.TokenAsync("mch_any", "any", "any");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, token.Status);
        Assert.Contains("temporarily_unavailable", token.Body, StringComparison.Ordinal);
        Assert.Contains(NextRelease.Column, fresh.Process.Output, StringComparison.Ordinal);
        Assert.Contains(next.Step, fresh.Process.Output, StringComparison.Ordinal);
    }

    private async Task VerifyRefusesAsync()
    {
        var verdict = await Serving.JsonAsync(3, storage, "schema", "verify", "--from", next.Folder);
        Assert.Equal("missing", verdict.GetProperty("verdict").GetString());
        var missing = Assert.Single(verdict.GetProperty("missing").EnumerateArray());
        Assert.Equal($"column {NextRelease.Column}", missing.GetProperty("object").GetString());
        Assert.Equal(next.Step, missing.GetProperty("made_by").GetString());
        await Serving.DoneAsync(0, storage, "schema", "verify");
    }
}

public sealed class IncidentOnSqlite : IncidentSuite<SqliteEngine>;

public sealed class IncidentOnPostgres : IncidentSuite<PostgresEngine>;
