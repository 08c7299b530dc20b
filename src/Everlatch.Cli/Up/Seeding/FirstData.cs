using Everlatch.Schema.Gate;
using Everlatch.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>Makes the first data once the server's schema fits.</summary>
internal static class FirstData
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the schema, makes what is missing, and says what there is.</summary>
    public static async Task<UpFile> EnsureAsync(
        IServiceProvider server, UpSettings up, Uri? demo, UpFile? told, CancellationToken ct)
    {
        var gate = server.GetRequiredService<SchemaGate>();
        await gate.WaitUntilOpenAsync(ct);

        var database = server.GetRequiredService<IDatabase>();
        var hasSeenIt = !gate.State.IsUnseen;
        while (hasSeenIt && database.Standing.Rung == StoreRung.Copy)
        {
            // The gate saw it answer a moment before everybody hears of that.
            await Task.Delay(Pause, TimeProvider.System, ct);
        }

        // A start without a database that takes writes finds everything as the last one left it.
        return told is not null && !(hasSeenIt && database.Standing.IsTop)
            ? told
            : await server.GetRequiredService<Seed>().RunAsync(up, demo, told, ct);
    }
}
