using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;
using Everlatch.Identity.Keys;

namespace Everlatch.Identity.MachineClients;

/// <summary>
/// Changes a machine client. Keys take the place of its secrets; one that is
/// disabled gets no tokens, and those it has stop counting.
/// </summary>
public sealed class UpdateMachineClient(AdminWriter writer, IDirectory directory, EnsureKeys keys)
{
    /// <summary>Changes it, if it still has the version.</summary>
    public Task<Edit<StoredMachineClient>> RunAsync(
        AuditActor actor,
        EnvironmentId environment,
        MachineClientId client,
        long version,
        MachineClientDraft draft,
        CancellationToken ct)
    {
        var key = keys.MakeMissing(environment, draft.SigningAlgorithm);
        return writer.RunAsync(
            new AdminAct(actor, environment, "client.updated", DirectoryKind.MachineClient, client.Value),
            async (write, now) =>
            {
                var edit = await UpdateAsync(write, environment, client, version, draft, now, ct);
                if (edit is Edit<StoredMachineClient>.Done)
                {
                    await keys.RunAsync(write, environment, draft.SigningAlgorithm, key, ct);
                }

                return edit;
            },
            ct);
    }

    private async Task<Edit<StoredMachineClient>> UpdateAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        MachineClientId client,
        long version,
        MachineClientDraft draft,
        DateTimeOffset now,
        CancellationToken ct)
    {
        if (await MachineClientStore.HoldAsync(write.Transaction, environment, client, ct) is not { } before
            || !directory.Current.Environments.TryGetValue(environment, out var entry))
        {
            return new Edit<StoredMachineClient>.Unknown();
        }

        if (MachineClientRules.Check(draft, entry) is { } problem)
        {
            return new Edit<StoredMachineClient>.Refused(problem);
        }

        if (before.Version != version)
        {
            return new Edit<StoredMachineClient>.Stale();
        }

        var after = await MachineClientStore.UpdateAsync(write.Transaction, environment, before, draft, now, ct);
        if (draft.Jwks is not null)
        {
            await SecretStore.DeleteAllAsync(write.Transaction, environment, client.Value, ct);
        }

        if (draft.Disabled && before.DisabledAt is null)
        {
            await Revocations.RecordAsync(write, environment, client.Value, now, ct);
        }

        return new Edit<StoredMachineClient>.Done(after);
    }
}
