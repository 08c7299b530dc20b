using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;
using Everlatch.Identity.Keys;

namespace Everlatch.Identity.MachineClients;

/// <summary>Makes a machine client, with its first secret unless it brings keys.</summary>
public sealed class CreateMachineClient(AdminWriter writer, IDirectory directory, ClientSecrets secrets, EnsureKeys keys)
{
    /// <summary>What was made.</summary>
    /// <param name="Client">The client.</param>
    /// <param name="Secret">Its first secret; null for one that brought its own keys.</param>
    public sealed record Made(StoredMachineClient Client, NewSecret? Secret);

    /// <summary>Makes it.</summary>
    public async Task<Edit<Made>> RunAsync(
        AuditActor actor, EnvironmentId environment, MachineClientDraft draft, CancellationToken ct)
    {
        if (!directory.Current.Environments.TryGetValue(environment, out var entry))
        {
            return new Edit<Made>.Unknown();
        }

        if (MachineClientRules.Check(draft, entry) is { } problem)
        {
            return new Edit<Made>.Refused(problem);
        }

        var client = Id.New<MachineClientId>(writer.Clock);
        var act = new AdminAct(actor, environment, "client.created", DirectoryKind.MachineClient, client.Value);
        var key = keys.MakeMissing(environment, draft.SigningAlgorithm);
        return await writer.RunAsync(
            act,
            async (write, now) =>
            {
                await keys.RunAsync(write, environment, draft.SigningAlgorithm, key, ct);
                return await CreateAsync(write, environment, client, draft, now, ct);
            },
            ct);
    }

    private async Task<Edit<Made>> CreateAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        MachineClientId client,
        MachineClientDraft draft,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var stored = await MachineClientStore.AddAsync(write.Transaction, environment, client, draft, now, ct);
        if (draft.Jwks is not null)
        {
            return new Edit<Made>.Done(new Made(stored, null));
        }

        return await secrets.AddAsync(write.Transaction, environment, client.Value, null, ct) switch
        {
            Edit<NewSecret>.Done { Value: var secret } => new Edit<Made>.Done(new Made(stored, secret)),
            var other => throw new InvalidOperationException($"A new client's first secret came to {other}."),
        };
    }
}
