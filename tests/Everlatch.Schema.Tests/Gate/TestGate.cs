using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Gate;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Everlatch.Schema.Tests.Gate;

/// <summary>A gate that is told what looks at the database found, on a clock that stands until it is turned.</summary>
internal sealed class TestGate
{
    public static readonly SchemaVerdict Fits = new();

    public static readonly SchemaVerdict Lacks = new()
    {
        Missing = [new MissingObject(new CatalogColumn("users", "locale", "text", true), null, "0007_user_locale.expand")],
    };

    public static readonly SchemaVerdict Lost = new()
    {
        Missing = [Lacks.Missing[0] with { IsRecorded = true }],
    };

    public static readonly SchemaVerdict Changed = new()
    {
        Foreign = [new ForeignObject(new CatalogColumn("users", "extra", "text", false), "An INSERT of this build fails on it.")],
    };

    private readonly FakeTimeProvider clock = new();
    public TestGate()
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        Gate = new SchemaGate(
            Options, ActivatorUtilities.CreateInstance<GateMetrics>(services), clock, NullLogger<SchemaGate>.Instance);
    }

    public SchemaGate Gate { get; }

    public SchemaGateOptions Options { get; } = new();

    /// <summary>A gate that is open.</summary>
    public static TestGate Open()
    {
        var gate = new TestGate();
        gate.Look(Fits);
        return gate;
    }

    /// <summary>Looks at a database, which takes no time.</summary>
    public void Look(SchemaVerdict found)
    {
        Gate.Schedule.Begin();
        Gate.Judge(found, TimeSpan.Zero, Gate.Accusations);
    }

    /// <summary>Lets time pass.</summary>
    public void Wait(TimeSpan time) => clock.Advance(time);

    /// <summary>Whether the next look is due within this time.</summary>
    public async Task<bool> LooksWithinAsync(TimeSpan time)
    {
        using var stop = new CancellationTokenSource();
        var due = Gate.Schedule.UntilDueAsync(stop.Token);
        clock.Advance(time);
        var finished =
            await Task.WhenAny(due, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None));
        await stop.CancelAsync();
        return finished == due;
    }
}
