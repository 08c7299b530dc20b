using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Environments;

/// <summary>Changes an environment's name and settings. Who the operator is can never be changed.</summary>
public sealed class UpdateEnvironment(DirectoryWriter writer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Changes it, if it still has the version.</summary>
    public Task<Edit<StoredEnvironment>> RunAsync(
        AuditActor actor, EnvironmentId environment, long version, string name, EnvironmentSettings settings, CancellationToken ct) =>
        writer.WriteAsync(write => UpdateAsync(write, actor, environment, version, name, settings, ct), ct);

    private async Task<Edit<StoredEnvironment>> UpdateAsync(
        DirectoryWrite write,
        AuditActor actor,
        EnvironmentId environment,
        long version,
        string name,
        EnvironmentSettings settings,
        CancellationToken ct)
    {
        if (EnvironmentRules.Check(name, settings) is { } problem)
        {
            return new Edit<StoredEnvironment>.Refused(problem);
        }

        if (await EnvironmentStore.FindAsync(write.Transaction, environment, ct) is not { } before)
        {
            return new Edit<StoredEnvironment>.Unknown();
        }

        var kept = settings with { IsOperator = before.Settings.IsOperator };
        var now = clock.GetUtcNow();
        if (await EnvironmentStore.UpdateAsync(write.Transaction, environment, version, name, kept, now, ct) is not { } updated)
        {
            return new Edit<StoredEnvironment>.Stale();
        }

        await audit.RecordAsync(
            write.Transaction,
            new AuditEvent { Environment = environment, Kind = "environment.updated", Actor = actor, Target = environment.Value },
            ct);
        write.Changed(environment, DirectoryKind.Environment, environment.Value);
        return new Edit<StoredEnvironment>.Done(updated);
    }
}
