using Microsoft.Extensions.Hosting;

namespace Everlatch.Cli.Up;

/// <summary>For a host that ends when another one of the process says so, and not by a signal of its own.</summary>
internal sealed class NoSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
