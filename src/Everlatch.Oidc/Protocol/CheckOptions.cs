using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenIddict.Server;

namespace Everlatch.Oidc.Protocol;

/// <summary>
/// Has OpenIddict validate its options before the server listens; by itself it would do so at the first request.
/// </summary>
internal sealed class CheckOptions(IOptionsMonitor<OpenIddictServerOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = options.CurrentValue;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
