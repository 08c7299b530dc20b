using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.TokenRequests;
using Everlatch.Directory.Tokens;
using Everlatch.Oidc.Grants;
using Microsoft.AspNetCore.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Everlatch.Oidc.Token;

/// <summary>
/// Answers the <c>refresh_token</c> grant (RFC 6749 §6) in one round trip, before OpenIddict sees it (docs/adr/0020).
/// </summary>
internal sealed class RefreshGrant(DecideRefresh decide, MasterKey master, TokenMetrics metrics, TimeProvider clock) : ITokenGrant
{
    public ReadOnlySpan<byte> Type => "refresh_token"u8;

    public async Task AnswerAsync(HttpContext context, TokenRequest request)
    {
        var decision = await decide.RunAsync(context.Here(), request, context.RequestAborted);
        if (decision is RefreshDecision.Granted granted)
        {
            metrics.Count(GrantTypes.RefreshToken, TokenMetrics.Issued);
            await WriteAsync(context, granted);
        }
        else if (decision is RefreshDecision.Refused { Refusal: var refusal })
        {
            metrics.Count(GrantTypes.RefreshToken, refusal.Error);
            await refusal.WriteAsync(context);
        }
    }

    private Task WriteAsync(HttpContext context, RefreshDecision.Granted granted)
    {
        var (tokens, key, environment) = (granted.Tokens, granted.Key, context.Here().Environment);
        var scratch = TokenScratch.Take();
        var access = PersonTokens.Access(scratch, environment, tokens, key, clock);
        var identity = tokens.Access.Scopes.Contains(Scopes.OpenId)
            ? PersonTokens.Identity(scratch, tokens, access, key, clock)
            : [];

        var json = UncachedJson.Begin(context);
        json.WriteString("access_token"u8, access);
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteNumber("expires_in"u8, tokens.Access.Seconds);
        json.WriteString("scope"u8, tokens.Access.GrantedScope);
        json.WriteString("refresh_token"u8, tokens.Redeemed.Next.ToText(ProofKeys.Of(master, environment)));
        if (!identity.IsEmpty)
        {
            json.WriteString("id_token"u8, identity);
        }

        return UncachedJson.EndAsync(context, json);
    }
}
