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

        // A start without a database that takes writes finds everything as the last one left it.
        return told is not null && (gate.State.IsUnseen || !server.GetRequiredService<IDatabase>().Standing.IsTop)
            ? told
            : await RunAsync(server.GetRequiredService<Seed>(), up, demo, told, ct);
    }

    // A database that has just come back is seen by the gate before everybody has heard of it, and may go again.
    private static async Task<UpFile> RunAsync(Seed seed, UpSettings up, Uri? demo, UpFile? told, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return await seed.RunAsync(up, demo, told, ct);
            }
            catch (StoreFaultException)
            {
                await Task.Delay(Pause, TimeProvider.System, ct);
            }
        }
    }
}
