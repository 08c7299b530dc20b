using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Everlatch.Schema.Gate;

/// <summary>The gate as a health check of ASP.NET Core. It asks nobody: it says what the gate knows.</summary>
internal sealed class SchemaHealthCheck(SchemaGate gate) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var state = gate.State;
        return Task.FromResult(state.IsOpen
            ? HealthCheckResult.Healthy($"The schema {state.Word}.")
            : new HealthCheckResult(context.Registration.FailureStatus, string.Join(' ', state.Reasons)));
    }
}
