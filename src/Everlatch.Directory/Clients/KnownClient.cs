using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Directory.Clients;

/// <summary>A client as far as authentication looks at it.</summary>
/// <param name="Client">Who it is.</param>
/// <param name="Secrets">Its secrets, live and ended.</param>
/// <param name="Keys">Its public keys; null when it authenticates by secret or not at all.</param>
/// <param name="IsPublic">Whether it cannot keep a secret (RFC 6749 §2.1) and only names itself.</param>
internal readonly record struct KnownClient(
    AuthenticatedClient Client, ImmutableArray<ClientSecret> Secrets, ClientKeySet? Keys, bool IsPublic)
{
    /// <summary>Finds a client that may authenticate now; null when there is none, or it is disabled, revoked or ended.</summary>
    public static KnownClient? Find(DirectoryEnvironment environment, string clientId, DateTimeOffset now)
    {
        if (Id.TryParse<MachineClientId>(clientId, out var machineId))
        {
            return environment.MachineClients.TryGetValue(machineId, out var machine) && !machine.Disabled
                ? new KnownClient(new AuthenticatedClient.Machine(machine), machine.Secrets, machine.KeySet, false)
                : null;
        }

        if (Id.TryParse<AppId>(clientId, out var appId))
        {
            return environment.Applications.TryGetValue(appId, out var application) && !application.Disabled
                ? new KnownClient(
                    new AuthenticatedClient.Application(application),
                    application.Secrets,
                    application.KeySet,
                    application.Kind != ApplicationKind.Web)
                : null;
        }

        return Id.TryParse<ApiTokenId>(clientId, out var tokenId)
            && environment.ApiTokens.TryGetValue(tokenId, out var token)
            && !token.Revoked
            && (token.ExpiresAt is null || now < token.ExpiresAt)
                ? new KnownClient(new AuthenticatedClient.ApiToken(token), token.Secrets, null, false)
                : null;
    }
}
