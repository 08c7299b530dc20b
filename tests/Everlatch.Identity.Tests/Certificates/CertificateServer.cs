using System.Collections.Concurrent;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Environments;
using Everlatch.Identity.Tenants;
using Everlatch.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Tests.Certificates;

/// <summary>A server of the region, as far as certificates are concerned. Nothing runs by itself: tests say when.</summary>
internal sealed class CertificateServer : IAsyncDisposable, ILoggerProvider, ILogger
{
    private readonly ServiceProvider provider;

    public CertificateServer(
        IDatabase database, TimeProvider clock, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        provider = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(this).SetMinimumLevel(LogLevel.Trace))
            .AddMetrics()
            .AddSingleton(database)
            .AddSingleton(clock)
            .AddSingleton(new MasterKey(new byte[MasterKey.Length]))
            .AddAudit()
            .AddSingleton<AdminWriter>()
            .AddDirectory(configuration)
            .AddSingleton<AddHost>()
            .AddDomains(configuration)
            .AddCertificates(configuration)
            .AddSingleton<CreateTenant>()
            .BuildServiceProvider();
    }

    /// <summary>What it logged.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    /// <summary>Runs the orders that are due to their end.</summary>
    public async Task OrderAsync()
    {
        await Get<OrderCertificates>().BeginAsync(TestContext.Current.CancellationToken);
        await Get<OrderCertificates>().FinishAsync();
    }

    public ValueTask DisposeAsync() => provider.DisposeAsync();

    void IDisposable.Dispose()
    {
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Log.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
}
