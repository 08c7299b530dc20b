using System.Diagnostics.Metrics;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Storage;

namespace Everlatch.Identity.SignIn;

/// <summary>Says how sign-ins ended, to the audit trail and to metrics.</summary>
public sealed class SignInRecord(AuditTrail audit, IMeterFactory meters) : IDisposable
{
    /// <summary>The meter of sign-ins.</summary>
    public const string MeterName = "Everlatch.SignIn";

    private readonly Meter meter = meters.Create(MeterName);
    private Counter<long>? counter;

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();

    internal void Count(string outcome)
    {
        counter ??= meter.CreateCounter<long>("everlatch.signins", "{signin}", "Sign-ins by how they ended");
        counter.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
    }

    internal Task SucceededAsync(
        IStatements on, EnvironmentId environment, UserId user, SessionId session, RequestOrigin origin, CancellationToken ct) =>
        audit.RecordAsync(
            on,
            new AuditEvent
            {
                Environment = environment,
                Kind = "signin.succeeded",
                Actor = AuditActor.Of(user, origin),
                Target = session.Value,
                User = user,
            },
            ct);

    /// <summary>Records a refusal. The address that was typed is not recorded: people type passwords there.</summary>
    internal Task RefusedAsync(
        IStatements on, EnvironmentId environment, UserId? user, string because, RequestOrigin origin, CancellationToken ct) =>
        audit.RecordAsync(
            on,
            new AuditEvent
            {
                Environment = environment,
                Kind = "signin.failed",
                Outcome = because,
                Actor = AuditActor.Anonymous(origin),
                Target = user?.Value ?? "unknown",
                User = user,
            },
            ct);
}
