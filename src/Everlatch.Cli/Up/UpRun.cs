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
        await EmbeddedSchema.ApplyAsync(app.Services.GetRequiredService<IOptions<StorageOptions>>().Value, ct);
        var origin = up.Demo ? LoopbackPort.OriginNear(up.Port + 1) : null;
        if (await Listen.StartAsync(app, ct) && await FirstDataAsync(app, up, origin, folder.ReadSummary(), ct) is { } summary)
        {
            await using var demo = await DemoApplication.StartAsync(summary, origin, ct);
            folder.WriteSummary(summary);
            await Console.Out.WriteLineAsync($"ready {up.Issuer}");
            await app.WaitForShutdownAsync(ct);
        }

        return ExitCode.Done;
    }

    // A database of several servers is changed by whoever deploys them, not by one that starts: until then this one waits, not
    // ready. Null when it was told to stop before.
    private static async Task<UpFile?> FirstDataAsync(
        WebApplication app, UpSettings up, Uri? demo, UpFile? told, CancellationToken ct)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct, app.Lifetime.ApplicationStopping);
        try
        {
            return await FirstData.EnsureAsync(app.Services, up, demo, told, stopping.Token);
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
        };
        folder.AddStorage(settings, up.Postgres);
        return settings;
    }
}
