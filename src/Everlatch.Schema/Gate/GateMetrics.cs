using System.Diagnostics.Metrics;

namespace Everlatch.Schema.Gate;

/// <summary>The meter <c>Everlatch.Schema</c>.</summary>
internal sealed class GateMetrics : IDisposable
{
    private readonly Meter meter;
    private readonly Counter<long> mismatches;
    private readonly Counter<long> refused;

    public GateMetrics(IMeterFactory meters)
    {
        meter = meters.Create("Everlatch.Schema");
        mismatches = meter.CreateCounter<long>(
            "everlatch.schema.mismatches",
            description: "Statements that failed as on a schema that they do not fit, by the engine's code.");
        refused = meter.CreateCounter<long>(
            "everlatch.schema.refused_requests", description: "Requests that were refused because the schema did not fit.");
    }

    /// <summary>Shows whether a gate is open, as 1 or 0.</summary>
    public void Watch(SchemaGate gate) => meter.CreateObservableGauge(
        "everlatch.schema.ready", () => gate.IsOpen ? 1 : 0, description: "1 while the schema fits, else 0.");

    /// <summary>Shows whether this server stands in the register, as 1 or 0; nothing before it tried.</summary>
    public void Watch(Registration registration) => meter.CreateObservableGauge(
        "everlatch.schema.registered",
        () => registration.IsRegistered is { } registered
            ? [new Measurement<int>(registered ? 1 : 0)]
            : Array.Empty<Measurement<int>>(),
        description: "1 while contract steps find this server in the register of living servers, else 0.");

    /// <summary>Counts a statement that does not fit.</summary>
    public void Count(Mismatch mismatch) => mismatches.Add(1, new KeyValuePair<string, object?>("code", mismatch.Code));

    /// <summary>Counts a refused request.</summary>
    public void CountRefused() => refused.Add(1);

    public void Dispose() => meter.Dispose();
}
