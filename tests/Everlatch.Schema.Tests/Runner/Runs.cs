using Everlatch.Schema.Runner;

namespace Everlatch.Schema.Tests.Runner;

/// <summary>Runs a build's migrations in this process.</summary>
internal static class Runs
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Applies what is pending. Tests beside this one may have a standby follow the same cluster.</summary>
    public static Task<ApplyOutcome> ApplyAsync(
        this TestBuild build, SchemaDatabase database, ApplyOptions? options = null, IApplyProgress? progress = null,
        CancellationToken? ct = null) =>
        new ApplyMigrations(
            build.Source, database, (options ?? new ApplyOptions()) with { NoStandbyServers = true }, TimeProvider.System,
            progress ?? new Heard()).RunAsync(ct ?? Ct);

    /// <summary>Applies what is pending and expects these steps to be done by it.</summary>
    public static async Task<ApplyOutcome> ApplyAllAsync(
        this TestBuild build, SchemaDatabase database, ApplyOptions? options = null)
    {
        var outcome = await build.ApplyAsync(database, options);
        if (outcome is ApplyOutcome.Failed failed)
        {
            Assert.Fail($"{failed.Step}: {failed.Fault.Summary}");
        }

        Assert.IsType<ApplyOutcome.Applied>(outcome);
        return outcome;
    }

    /// <summary>The fault of a run that fails, by its id.</summary>
    public static async Task<ApplyOutcome.Failed> FailAsync(
        this TestBuild build, SchemaDatabase database, string id, ApplyOptions? options = null)
    {
        var failed = Assert.IsType<ApplyOutcome.Failed>(await build.ApplyAsync(database, options));
        Assert.True(failed.Fault.Id == id, failed.Fault.Summary);
        Assert.NotEmpty(failed.HowToGoOn);
        return failed;
    }
}
