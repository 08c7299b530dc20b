using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Directory.Tokens;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Keys;

namespace Everlatch.Identity.Environments;

/// <summary>
/// Makes an environment that is ready: with signing keys, the management API and its first roles. Hosts are added to it.
/// </summary>
public sealed class CreateEnvironment(AdminWriter writer, EnsureKeys keys)
{
    /// <summary>Makes it.</summary>
    public async Task<Edit<StoredEnvironment>> RunAsync(
        AuditActor actor, string name, string region, EnvironmentSettings settings, CancellationToken ct)
    {
        if (EnvironmentRules.Check(name, settings) is { } problem)
        {
            return new Edit<StoredEnvironment>.Refused(problem);
        }

        if (!Region.TryParse(region, out var home))
        {
            return new Edit<StoredEnvironment>.Refused(EnvironmentErrors.RegionInvalid);
        }

        var now = writer.Clock.GetUtcNow();
        var environment = new StoredEnvironment
        {
            Id = Id.New<EnvironmentId>(writer.Clock),
            Name = name,
            Region = home,
            Settings = settings,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        var first = keys.Make(environment.Id, SigningAlgorithms.Initial);
        return await writer.RunAsync<StoredEnvironment>(
            new AdminAct(actor, environment.Id, "environment.created", DirectoryKind.Environment, environment.Id.Value),
            async (write, _) =>
            {
                await CreateAsync(write, environment, first, ct);
                return new Edit<StoredEnvironment>.Done(environment);
            },
            ct);
    }

    // The environment's own change comes first: followers hang everything else on it.
    private async Task CreateAsync(
        DirectoryWrite write, StoredEnvironment environment, IReadOnlyList<NewKey> first, CancellationToken ct)
    {
        await EnvironmentStore.AddAsync(write.Transaction, environment, ct);
        write.Changed(environment.Id, DirectoryKind.Environment, environment.Id.Value);
        await keys.AddAsync(write, environment.Id, first, ct);
        await CreateApi.AddBuiltInAsync(write, environment.Id, writer.Clock, ct);
        await DefaultRoles.AddAsync(write, environment.Id, writer.Clock, ct);
    }
}
