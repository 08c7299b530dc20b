using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Server.Api.Clients;

/// <summary>What a client may do at one API, as sent.</summary>
internal sealed record ApiGrantBody
{
    public required ApiId Api { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public static ImmutableArray<ApiGrantBody> Of(IEnumerable<ApiGrant> grants) =>
        [.. grants.Select(grant => new ApiGrantBody { Api = grant.Api, Scopes = grant.Scopes })];

    public static ImmutableArray<ApiGrant> ToGrants(IEnumerable<ApiGrantBody> grants) =>
        [.. grants.Select(grant => new ApiGrant(grant.Api, [.. grant.Scopes]))];
}
