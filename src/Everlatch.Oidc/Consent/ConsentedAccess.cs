using System.Collections.Immutable;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Access;

namespace Everlatch.Oidc.Consent;

/// <summary>
/// What a person lets an application do. A scope counts where it was allowed: at another API its name means something else.
/// </summary>
/// <param name="Scopes">Scopes of OpenID Connect.</param>
/// <param name="Apis">APIs that it may call, each with the scopes it may use
/// there; an API without scopes may be called all the same.</param>
public sealed record ConsentedAccess(ImmutableArray<string> Scopes, ImmutableArray<ApiGrant> Apis)
{
    /// <summary>What a request comes to: each of its scopes wherever the application may have it.</summary>
    internal static ConsentedAccess Of(
        DirectoryEnvironment environment,
        ApplicationEntry application,
        ImmutableArray<string> scopes,
        ImmutableArray<string> resources) => new(
        [.. scopes.Where(scope => application.Scopes.Contains(scope))],
        [
            .. resources
                .Select(resource => ApplicationApis.Find(environment, application, resource))
                .OfType<ApplicationApi>()
                .Select(api => new ApiGrant(api.Id, [.. scopes.Where(scope => api.Scopes.Contains(scope))])),
        ]);

    /// <summary>Whether all of the other is in here.</summary>
    internal bool Covers(ConsentedAccess other) =>
        !other.Scopes.Except(Scopes).Any()
        && other.Apis.All(api => At(api) is { } known && !api.Scopes.Except(known.Scopes).Any());

    /// <summary>What is in one of them.</summary>
    internal ConsentedAccess With(ConsentedAccess other) => new(
        [.. Scopes.Union(other.Scopes)],
        [
            .. Apis.Where(api => other.At(api) is null),
            .. other.Apis.Select(api => At(api) is { } known ? api with { Scopes = [.. known.Scopes.Union(api.Scopes)] } : api),
        ]);

    private ApiGrant? At(ApiGrant api) => Apis.FirstOrDefault(known => known.Api == api.Api);
}
