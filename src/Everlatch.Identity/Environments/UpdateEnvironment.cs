using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Environments;

/// <summary>Changes an environment's name and settings. Who the operator is can never be changed.</summary>
public sealed class UpdateEnvironment(AdminWriter writer)
{
    /// <summary>Changes it, if it still has the version.</summary>
    public Task<Edit<StoredEnvironment>> RunAsync(
        AuditActor actor,
        EnvironmentId environment,
        long version,
        string name,
        EnvironmentSettings settings,
        CancellationToken ct) =>
        writer.RunAsync(
            new AdminAct(actor, environment, "environment.updated", DirectoryKind.Environment, environment.Value),
            (write, now) => UpdateAsync(write, environment, version, name, settings, now, ct),
            ct);

    private static async Task<Edit<StoredEnvironment>> UpdateAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        long version,
        string name,
        EnvironmentSettings settings,
        DateTimeOffset now,
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
        return await EnvironmentStore.UpdateAsync(write.Transaction, environment, version, name, kept, now, ct) is { } updated
            ? new Edit<StoredEnvironment>.Done(updated)
            : new Edit<StoredEnvironment>.Stale();
    }
}
