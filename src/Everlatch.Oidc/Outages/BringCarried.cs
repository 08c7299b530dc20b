using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Oidc.Codes;
using Everlatch.Oidc.Grants;

namespace Everlatch.Oidc.Outages;

/// <summary>
/// Brings the rows of a code or a refresh token that come from an outage, when they are presented to a server that has a
/// primary: from there on they are like any other.
/// </summary>
internal sealed class BringCarried(DirectoryWriter writer, BringGrant bring, OutageSeal seal)
{
    /// <summary>Brings the grant that a refresh token carries; false when it carries none, or one that does not count.</summary>
    public async Task<bool> GrantOfAsync(
        EnvironmentId environment, AppId application, RefreshToken token, CancellationToken ct) =>
        seal.OpenGrant(environment, token.Carried) is { } carried
        && carried.Grant.Id == token.Grant
        && carried.Grant.Application == application
        && await writer.WriteAsync(write => bring.RunAsync(write, environment, carried, ct), ct) is null;

    /// <summary>Brings a code and its grant; false when that does not count.</summary>
    public async Task<bool> CodeAsync(EnvironmentId environment, string id, SealedCode code, CancellationToken ct) =>
        await writer.WriteAsync(
            async write =>
            {
                var because = await bring.RunAsync(write, environment, code.Grant, ct);
                if (because is null)
                {
                    await CodeStore.BringAsync(write.Transaction, environment, id, code, ct);
                }

                return because;
            },
            ct) is null;
}
