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
    private Operator caller = null!;

    public async ValueTask InitializeAsync()
    {
        storage = await TEngine.CreateAsync(migrated: true, TestContext.Current.CancellationToken);
        next = await NextRelease.CreateAsync(storage);
        caller = await Operator.InitAsync(storage);
    }

    public async ValueTask DisposeAsync()
    {
        next.Dispose();
        caller.Dispose();
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
        await ServesAsync(old);
        await LivesBesideAsync(old, fresh);

        await Serving.DoneAsync(0, storage, "schema", "apply", "--from", next.Folder);
        await fresh.UntilAsync("/health/schema", HttpStatusCode.OK, "fits");
        await Serving.DoneAsync(0, storage, "schema", "verify", "--from", next.Folder);
        await ServesAsync(fresh);

        // The old release goes on, on a schema that is ahead of it.
        await old.UntilAsync("/health/schema", HttpStatusCode.OK, "newer");
        await ServesAsync(old);
        await Serving.DoneAsync(0, storage, "schema", "verify");
    }

    [Fact]
    public async Task A_release_that_sends_what_its_migrations_do_not_make_is_refused_with_the_statement_and_the_column()
    {
        next.Send("users.find_nickname", $"select {NextRelease.Column.Split('.')[1]} from users where id = @id");
        var proof = await Serving.JsonAsync(0, storage, "schema", "prove", "--from", next.Folder);
        Assert.Equal(next.Step, Assert.Single(proof.GetProperty("steps").EnumerateArray()).GetString());

        await next.ForgetStepAsync(storage);
        await Serving.DoneAsync(0, storage, "schema", "verify", "--from", next.Folder);
        proof = await Serving.JsonAsync(3, storage, "schema", "prove", "--from", next.Folder);
        var failure = Assert.Single(proof.GetProperty("failures").EnumerateArray());
        Assert.Equal("users.find_nickname", failure.GetProperty("statement").GetString());
        Assert.Contains("nickname", failure.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private async Task ServesAsync(Serving server)
    {
        await server.UntilAsync("/health/ready", HttpStatusCode.OK);
        var bearer = await caller.TokenAsync(server);
        var users = await Operator.UsersPathAsync(server, bearer);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(users, bearer)).Status);
    }

    // Both say in the database that they live: nobody may take away what either needs.
    private async Task LivesBesideAsync(Serving old, Serving fresh)
    {
        var status = await Serving.JsonAsync(3, storage, "schema", "status", "--from", next.Folder);
        Assert.Equal(
            new[] { NextRelease.Version, StorageSchema.Source.Release }.Order(StringComparer.Ordinal),
            status.GetProperty("servers").EnumerateArray()
                .Select(server => server.GetProperty("release").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await old.GetAsync("/health/schema")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await fresh.GetAsync("/health/ready")).Status);
    }

    private async Task TakesNoTrafficAsync(Serving fresh)
    {
        var ready = await fresh.UntilAsync("/health/ready", HttpStatusCode.ServiceUnavailable, NextRelease.Column);
        Assert.Contains(next.Step, ready, StringComparison.Ordinal);
        var schema = await fresh.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, "everlatch schema apply");
        Assert.Contains($"column {NextRelease.Column}", schema, StringComparison.Ordinal);
        await Waits.ForSchemaAsync(fresh);
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
