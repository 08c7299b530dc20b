using Everlatch.Directory;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.Machines;

/// <summary>Answers a machine's token request from memory alone: authenticate, decide, sign, write.</summary>
internal sealed class MachineTokens(
    ClientAuthentication authentication, ApiTokenUses uses, MachineMetrics metrics, TimeProvider clock)
{
    public async Task AnswerAsync(HttpContext context, DirectoryHost here, MachineTokenRequest request)
    {
        var outcome = await authentication.AuthenticateAsync(here, request.Credentials!);
        await (outcome switch
        {
            ClientAuthenticationOutcome.Authenticated known => GrantAsync(context, here, known.Client, request.Target!),
            ClientAuthenticationOutcome.Malformed malformed => DenyAsync(context, 400, "invalid_request", malformed.Reason),
            ClientAuthenticationOutcome.Overloaded =>
                DenyAsync(context, 503, "temporarily_unavailable", "This server takes no more client assertions now."),
            _ => DenyAsync(context, 401, "invalid_client", "The client could not be authenticated."),
        });
    }

    private Task GrantAsync(HttpContext context, DirectoryHost here, AuthenticatedClient client, RequestedToken target)
    {
        var now = clock.GetUtcNow();
        switch (DecideMachineToken.For(here.Environment, client, target, now))
        {
            case MachineToken.Granted granted when TokenSigner.Current(here.Environment, granted.Algorithm, now) is { } key:
                uses.Note(here.Environment.Id, client, now);
                metrics.Count("issued");
                return WriteAsync(context, granted, here.Issuer, key, now);
            case MachineToken.Denied denied:
                return DenyAsync(context, 400, denied.Error, denied.Description);
            default:
                return DenyAsync(context, 503, "temporarily_unavailable", "This environment has no key for the client's algorithm.");
        }
    }

    private static Task WriteAsync(
        HttpContext context, MachineToken.Granted granted, string issuer, SigningKeyEntry key, DateTimeOffset now)
    {
        var scratch = TokenScratch.OfThread;
        var token = AccessTokenWriter.Write(scratch, granted, issuer, key, now);
        var json = scratch.BeginObject(context.Response.BodyWriter);
        json.WriteString("access_token"u8, token);
        json.WriteString("token_type"u8, "Bearer"u8);
        json.WriteNumber("expires_in"u8, granted.Seconds);
        if (granted.Scope.Length > 0)
        {
            json.WriteString("scope"u8, granted.Scope);
        }

        return TokenResponse.EndAsync(context, json, StatusCodes.Status200OK);
    }

    private Task DenyAsync(HttpContext context, int status, string error, string description)
    {
        metrics.Count(error);
        return TokenResponse.WriteErrorAsync(context, status, error, description);
    }
}
