using System.Collections.Immutable;
using Everlatch.Directory.Clients;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Oidc.Introspect;

/// <summary>Whose business an access token is: the client's that holds it, and a client's of an API that it is for.</summary>
internal static class MayIntrospect
{
    public static bool Decide(DirectoryEnvironment environment, AuthenticatedClient caller, AccessToken token) =>
        token.ClientId == caller.ClientId || ApisOf(caller).Any(api => IsFor(environment, token, api));

    private static ImmutableArray<ApiGrant> ApisOf(AuthenticatedClient caller) => caller switch
    {
        AuthenticatedClient.Machine machine => machine.Entry.Apis,
        AuthenticatedClient.Application application => application.Entry.Apis,
        _ => [], // an API token acts for its owner and speaks for no API
    };

    private static bool IsFor(DirectoryEnvironment environment, AccessToken token, ApiGrant grant) =>
        environment.Apis.TryGetValue(grant.Api, out var api) && token.Audiences.Contains(api.Audience);
}
