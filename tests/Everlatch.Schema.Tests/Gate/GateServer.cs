using System.Diagnostics.Metrics;
using System.Text.Json;
using Everlatch.Schema.Gate;
using Everlatch.Schema.Tests.Runner;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Schema.Tests.Gate;

/// <summary>The services of a gate without a web server.</summary>
internal sealed class GateServer : IAsyncDisposable
{
    /// <summary>What the service says that it was built as.</summary>
    public const string Build = "5e1ec7ed";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ServiceProvider services;
    private readonly Collected logged;

    private GateServer(ServiceProvider services, Collected logged) => (this.services, this.logged) = (services, logged);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public IReadOnlyCollection<string> Log => logged.Lines;

    public static async Task<GateServer> StartAsync(
        TestBuild build, SchemaDatabase database, TimeSpan? beat = null, TimeSpan? patience = null)
    {
        var logged = new Collected();
        var services = new ServiceCollection().AddLogging(log => log.AddProvider(logged)).AddSchemaGate(gate =>
        {
            gate.Database = database;
            gate.Source = build.Source;
            gate.Build = Build;
            gate.Instance = "web-7";
            gate.HeartbeatEvery = beat ?? TimeSpan.FromMilliseconds(100);
            gate.Patience = patience ?? gate.Patience;
        }).BuildServiceProvider();
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(Ct);
        }

        return new GateServer(services, logged);
    }

    /// <summary>Waits until <c>/health/schema</c> says something.</summary>
    public async Task<Report> UntilAsync(Func<Report, bool> said)
    {
        while (true)
        {
            var report = await ReportAsync();
            if (said(report))
            {
                return report;
            }

            await Task.Delay(Pause, TimeProvider.System, Ct);
        }
    }

    public async Task UntilLoggedAsync(string words)
    {
        while (!Log.Any(line => line.Contains(words, StringComparison.Ordinal)))
        {
            await Task.Delay(Pause, TimeProvider.System, Ct);
        }
    }

    /// <summary>What <c>everlatch.schema.registered</c> is now; null when it says nothing.</summary>
    public int? Metric()
    {
        int? seen = null;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "everlatch.schema.registered"
                    && instrument.Meter.Scope == services.GetRequiredService<IMeterFactory>())
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => seen = value);
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await services.DisposeAsync();
    }

    private async Task<Report> ReportAsync()
    {
        var context = new DefaultHttpContext
        {
            RequestServices = services, Request = { Path = "/health/schema" }, Response = { Body = new MemoryStream() },
        };
        await ActivatorUtilities.CreateInstance<GateMiddleware>(services, (RequestDelegate)(_ => Task.CompletedTask))
            .InvokeAsync(context);
        context.Response.Body.Position = 0;
        return new Report((await JsonDocument.ParseAsync(context.Response.Body, cancellationToken: Ct)).RootElement);
    }

    /// <summary>What <c>/health/schema</c> said.</summary>
    internal sealed record Report(JsonElement Json)
    {
        public bool? Bool(string member) => Json.TryGetProperty(member, out var value) ? value.GetBoolean() : null;

        public string Text(string member) => Json.GetProperty(member).GetString()!;
    }

    private sealed class Collected : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
            {
                lines.Enqueue(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
