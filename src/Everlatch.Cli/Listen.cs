using Everlatch.Hosting;
using Everlatch.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;

namespace Everlatch.Cli;

/// <summary>Starts to listen, and says which address is taken.</summary>
internal static class Listen
{
    /// <summary>Starts a server; false when it was told to stop before it had started.</summary>
    /// <exception cref="StartRefusedException">Somebody else listens there.</exception>
    public static async Task<bool> StartAsync(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
            return true;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return false;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartRefusedException("EL1701", e.Message);
        }
    }
}
