using Everlatch.Core.Ids;
using Everlatch.Oidc.Protocol;
using Everlatch.Storage;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Everlatch.Oidc.Par;

/// <summary>Keeps a pushed request that OpenIddict has checked, and names it.</summary>
internal sealed class KeepPushedRequest(CurrentHost current, IDatabase database, TimeProvider clock)
    : IOpenIddictServerHandler<GenerateTokenContext>
{
    public async ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType != TokenTypeIdentifiers.Private.RequestToken)
        {
            return;
        }

        var parameters = context.Principal.GetClaim(Claims.Private.RequestParameters)
            ?? throw new InvalidOperationException("A pushed request has no parameters.");
        var (handle, now) = (Handle.New(Handle.PushedRequest), clock.GetUtcNow());
        await PushedRequestStore.AddAsync(
            database,
            current.Environment.Id,
            Handle.IdOf(handle),
            AppId.Trusted(context.ClientId!),
            parameters,
            (now, now + PushedRequest.Life),
            context.CancellationToken);
        context.Token = handle;
    }
}
