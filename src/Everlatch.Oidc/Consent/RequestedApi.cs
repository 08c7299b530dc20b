using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Oidc.Consent;

/// <summary>One API at which an application wants to act.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">What the application wants to do there, in the words of the API's owner.</param>
public sealed record RequestedApi(ApiId Id, string Name, ImmutableArray<ApiScope> Scopes)
{
    internal static RequestedApi Of(ApiEntry api, ApiGrant grant) =>
        new(api.Id, api.Name, [.. grant.Scopes.Select(name => api.Scopes.First(scope => scope.Name == name))]);
}
