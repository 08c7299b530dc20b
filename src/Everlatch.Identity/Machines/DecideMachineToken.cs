using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Directory.TokenRequests;

namespace Everlatch.Identity.Machines;

/// <summary>Decides what a client gets that has proved who it is. Pure: the directory goes in, a decision comes out.</summary>
internal static class DecideMachineToken
{
    /// <summary>Decides about a request.</summary>
    public static MachineToken For(
        DirectoryEnvironment environment, AuthenticatedClient client, TokenRequest request, DateTimeOffset now) =>
        request.Resources.Length > 1
            ? new MachineToken.Denied(
                "invalid_target", "One token is for one API: name a single resource, and ask again for each other.")
            : client switch
            {
                AuthenticatedClient.Machine machine => ForMachine(environment, machine.Entry, request),
                AuthenticatedClient.ApiToken token => ForApiToken(environment, token.Entry, request, now),
                _ => new MachineToken.Denied(
                    "unauthorized_client", "Applications get tokens for the people who sign in to them."),
            };

    private static string? ResourceOf(TokenRequest request) => request.Resources is [var only] ? only : null;

    private static MachineToken ForMachine(DirectoryEnvironment environment, MachineClientEntry client, TokenRequest request)
    {
        if (!TargetApi.TryFind(environment, client, ResourceOf(request), out var api, out var grant))
        {
            return TargetApi.Refuse(environment, client, ResourceOf(request));
        }

        return GrantedScopes.Choose(api, grant, request.Scope) is { } scope
            ? new MachineToken.Granted
            {
                ClientId = client.Id.Value,
                Audience = api.Audience,
                Algorithm = client.SigningAlgorithm,
                Seconds = Math.Min(client.TokenSeconds, api.TokenSeconds),
                Scope = scope,
            }
            : new MachineToken.Denied("invalid_scope", $"This client has not all of these scopes at {api.Audience}.");
    }

    private static MachineToken ForApiToken(
        DirectoryEnvironment environment, ApiTokenEntry token, TokenRequest request, DateTimeOffset now)
    {
        if (TargetApi.OfApiToken(environment, ResourceOf(request)) is not { } api)
        {
            return new MachineToken.Denied("invalid_target", "Name one API of this environment by the resource parameter.");
        }

        if (GrantedPermissions.Choose(environment, token, request.Scope) is not { } permissions)
        {
            return new MachineToken.Denied("invalid_scope", "This API token has not all of these permissions.");
        }

        var left = token.ExpiresAt is { } end ? (end - now).TotalSeconds : int.MaxValue;
        return new MachineToken.Granted
        {
            ClientId = token.Id.Value,
            Audience = api.Audience,
            Algorithm = Directory.Tokens.SigningAlgorithms.Es256,
            Seconds = (int)Math.Min(api.TokenSeconds, Math.Ceiling(left)),
            Permissions = permissions,
            TenantId = token.Tenant.Value,
            UserId = token.User?.Value,
        };
    }
}
