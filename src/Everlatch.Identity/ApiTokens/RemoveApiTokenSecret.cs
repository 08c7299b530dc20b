using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Clients;
using Everlatch.Identity.Roles;

namespace Everlatch.Identity.ApiTokens;

/// <summary>Takes a secret of an API token away; it stops counting on every server within a second.</summary>
public sealed class RemoveApiTokenSecret(DirectoryWriter writer, AuditTrail audit)
{
    /// <summary>Takes it away.</summary>
    public Task<Edit<SecretId>> RunAsync(
        EnvironmentId environment, ApiTokenId token, SecretId secret, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => RemoveAsync(write, environment, token, secret, actor, ct), ct);

    private async Task<Edit<SecretId>> RemoveAsync(
        DirectoryWrite write, EnvironmentId environment, ApiTokenId id, SecretId secret, Actor actor, CancellationToken ct)
    {
        if (await ApiTokenStore.HoldAsync(write.Transaction, environment, id, ct) is not { } token
            || !await SecretStore.DeleteAsync(write.Transaction, environment, id.Value, secret, ct))
        {
            return new Edit<SecretId>.Unknown();
        }

        write.Changed(environment, DirectoryKind.ApiToken, id.Value);
        var did = actor.Did(environment, "api_token.secret_removed", id.Value, token.Tenant, token.User);
        await audit.RecordAsync(write.Transaction, did, ct);
        return new Edit<SecretId>.Done(secret);
    }
}
