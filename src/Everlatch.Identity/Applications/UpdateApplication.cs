using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Keys;

namespace Everlatch.Identity.Applications;

/// <summary>
/// Changes an application; its kind stays. One that is disabled gets no tokens, and those it has stop counting.
/// </summary>
public sealed class UpdateApplication(AdminWriter writer, IDirectory directory, EnsureKeys keys)
{
    /// <summary>Changes it, if it still has the version.</summary>
    public async Task<Edit<Application>> RunAsync(
        AuditActor actor,
        EnvironmentId environment,
        AppId application,
        long version,
        ApplicationDraft draft,
        CancellationToken ct)
    {
        var act = new AdminAct(actor, environment, "application.updated", DirectoryKind.Application, application.Value);
        var key = keys.MakeMissing(environment, draft.SigningAlgorithm);
        return await writer.RunAsync(
            act,
            async (write, now) =>
            {
                var edit = await UpdateAsync(write, environment, application, version, draft, now, ct);
                if (edit is Edit<Application>.Done)
                {
                    await keys.RunAsync(write, environment, draft.SigningAlgorithm, key, ct);
                }

                return edit;
            },
            ct);
    }

    private async Task<Edit<Application>> UpdateAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        AppId id,
        long version,
        ApplicationDraft draft,
        DateTimeOffset now,
        CancellationToken ct)
    {
        if (await ApplicationStore.FindAsync(write.Transaction, environment, id, ct) is not { } before
            || !directory.Current.Environments.TryGetValue(environment, out var entry))
        {
            return new Edit<Application>.Unknown();
        }

        if (ApplicationRules.Check(draft, before.Kind, entry) is { } problem)
        {
            return new Edit<Application>.Refused(problem);
        }

        var asked = before with { Draft = draft, Version = version };
        if (await ApplicationStore.UpdateAsync(write.Transaction, environment, asked, now, ct) is not { } updated)
        {
            return new Edit<Application>.Stale();
        }

        if (draft.Disabled && !before.Draft.Disabled)
        {
            await Revocations.RecordAsync(write, environment, id.Value, now, ct);
        }

        return new Edit<Application>.Done(updated);
    }
}
