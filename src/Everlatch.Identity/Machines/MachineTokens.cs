using Everlatch.Directory;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Directory.TokenRequests;
using Everlatch.Directory.Tokens;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.Machines;

/// <summary>Answers a machine's token request from memory alone: authenticate, decide, sign, write.</summary>
internal sealed class MachineTokens(
    ClientAuthentication authentication, ApiTokenUses uses, TokenMetrics metrics, TimeProvider clock) : ITokenGrant
{
    private const string Grant = "client_credentials";

    public ReadOnlySpan<byte> Type => "client_credentials"u8;

    public async Task AnswerAsync(HttpContext context, TokenRequest request)
    {
        var here = context.Here();
        var outcome = await authentication.AuthenticateAsync(here, request.Credentials);
        await (outcome is ClientAuthenticationOutcome.Authenticated known
            ? GrantAsync(context, here, known.Client, request)
            : RefuseAsync(context, TokenRefusal.Of(outcome)!));
    }

    private Task GrantAsync(HttpContext context, DirectoryHost here, AuthenticatedClient client, TokenRequest request)
    {
        var now = clock.GetUtcNow();
        switch (DecideMachineToken.For(here.Environment, client, request, now))
        {
            case MachineToken.Granted granted when TokenSigner.Current(here.Environment, granted.Algorithm, now) is { } key:
                uses.Note(here.Environment.Id, client, now);
                metrics.Count(Grant, TokenMetrics.Issued);
                return WriteAsync(context, granted, here.Issuer, key, now);
            case MachineToken.Denied denied:
                return RefuseAsync(context, TokenRefusal.BadRequest(denied.Error, denied.Description));
            default:
                return RefuseAsync(context, TokenRefusal.Unavailable("This environment has no key for the client's algorithm."));
        }
    }

    private static Task WriteAsync(
        HttpContext context, MachineToken.Granted granted, string issuer, SigningKeyEntry key, DateTimeOffset now)
    {
        var scratch = TokenScratch.Take();
        MachineClaims.Write(scratch.BeginToken(key, AccessTokenVerifier.Type), granted, issuer, now);
        var token = scratch.EndToken(key);

        var json = UncachedJson.Begin(context);
        json.WriteString("access_token"u8, token);
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteNumber("expires_in"u8, granted.Seconds);
        if (granted.Scope.Length > 0)
        {
            json.WriteString("scope"u8, granted.Scope);
        }

        return UncachedJson.EndAsync(context, json);
    }

    private Task RefuseAsync(HttpContext context, TokenRefusal refusal)
    {
        metrics.Count(Grant, refusal.Error);
        return refusal.WriteAsync(context);
    }
}
