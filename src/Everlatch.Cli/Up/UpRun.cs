using Everlatch.Cli.Up.Seeding;
using Everlatch.Server;
using Everlatch.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Everlatch.Cli.Up;

/// <summary>Runs everything on one machine: folder, schema, first data, server, and the line that says it serves.</summary>
internal static class UpRun
{
    /// <summary>Runs until it is told to stop.</summary>
    public static async Task<int> RunAsync(UpSettings up, CancellationToken ct)
    {
        using var folder = DataFolder.Take(up.Data);
        await using var app = ServerApp.Build(new ServerStart
        {
            Settings = Settings(up, folder),
            MasterKey = folder.MasterKey(),
            ForPeople = true,
            MendCommand = MendCommand(up),
            Services = SeedingFeature.AddSeeding,
        });
        var storage = app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;
        if (storage.Postgres.Length == 0)
        {
            await EmbeddedSchema.ApplyAsync(storage, ct);
        }

        if (await Listen.StartAsync(app, ct) && await ServeAsync(app, up, folder, ct) is { } demo)
        {
            await using (demo)
            {
                await Console.Out.WriteLineAsync($"ready {up.Issuer}");
                await app.WaitForShutdownAsync(ct);
            }
        }

        return ExitCode.Done;
    }

    // A database of several servers is changed by whoever deploys them, not by one that starts: until then this one waits, not
    // ready. Null when it was told to stop before.
    private static async Task<Demo?> ServeAsync(WebApplication app, UpSettings up, DataFolder folder, CancellationToken ct)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct, app.Lifetime.ApplicationStopping);
        var origin = up.Demo ? LoopbackPort.OriginNear(up.Port + 1) : null;
        try
        {
            var summary = await FirstData.EnsureAsync(app.Services, up, origin, folder.ReadSummary(), stopping.Token);
            var demo = await DemoApplication.StartAsync(summary, origin, stopping.Token);
            folder.WriteSummary(summary);
            return new Demo(demo);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            await app.WaitForShutdownAsync(ct);
            return null;
        }
    }

    private static string MendCommand(UpSettings up) => up.Postgres switch
    {
        null => "everlatch schema apply",
        { } address when new NpgsqlConnectionStringBuilder(address).Password is null =>
            $"everlatch schema apply --database '{address}'",
        _ => "everlatch schema apply --database-file FILE, where FILE holds the connection string",
    };

    private static Dictionary<string, string?> Settings(UpSettings up, DataFolder folder)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Everlatch:Server:Listen:0"] = up.Issuer,
            ["Everlatch:Server:PlainHttp"] = "true",
            ["Everlatch:Server:DrainSeconds"] = "0",
            ["Everlatch:Storage:SqliteFile"] = folder.Database,
        };

        // Only what was asked for: the environment or a secret file may name it without a password on the command line.
        if (up.Postgres is not null)
        {
            settings["Everlatch:Storage:Postgres"] = up.Postgres;

            // An embedded database lies in the same folder: what takes that away takes its copy away too.
            settings["Everlatch:Directory:CopyFolder"] = folder.DirectoryCopy;
            settings["Everlatch:Storage:JournalFolder"] = folder.Journal;
        }

        return settings;
    }

    // What runs beside the server, if anything does.
    private sealed class Demo(WebApplication? app) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => app?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
