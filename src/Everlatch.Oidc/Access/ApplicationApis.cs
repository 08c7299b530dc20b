using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Everlatch.Directory.Entries;

namespace Everlatch.Oidc.Access;

/// <summary>Looks up the APIs of an application.</summary>
internal static class ApplicationApis
{
    private static readonly ConditionalWeakTable<ApiGrant, Known> ByGrant = [];

    /// <summary>The API with an audience; null unless the application may call it.</summary>
    public static ApplicationApi? Find(DirectoryEnvironment environment, ApplicationEntry application, string audience) =>
        environment.ApisByAudience.TryGetValue(audience, out var api)
        && application.Apis.FirstOrDefault(grant => grant.Api == api.Id) is { } grant
            ? Of(api, grant)
            : null;

    /// <summary>The APIs with these audiences that the application may call, each once.</summary>
    public static ImmutableArray<ApplicationApi> FindAll(
        DirectoryEnvironment environment, ApplicationEntry application, ImmutableArray<string> audiences)
    {
        var found = ImmutableArray.CreateBuilder<ApplicationApi>(audiences.Length);
        foreach (var audience in audiences)
        {
            if (Find(environment, application, audience) is { } api && !found.Any(other => other.Id == api.Id))
            {
                found.Add(api);
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>All of them.</summary>
    public static ImmutableArray<ApplicationApi> All(DirectoryEnvironment environment, ApplicationEntry application) =>
    [
        .. application.Apis
            .Where(grant => environment.Apis.ContainsKey(grant.Api))
            .Select(grant => Of(environment.Apis[grant.Api], grant)),
    ];

    // Computed once for each version of the grant and of the API; a change of either comes as a new entry.
    private static ApplicationApi Of(ApiEntry api, ApiGrant grant)
    {
        if (!ByGrant.TryGetValue(grant, out var known) || !ReferenceEquals(known.Entry, api))
        {
            known = new Known(api, Compute(api, grant));
            ByGrant.AddOrUpdate(grant, known);
        }

        return known.Api;
    }

    // A scope that the API no longer has is nobody's.
    private static ApplicationApi Compute(ApiEntry api, ApiGrant grant) =>
        new(api.Id, api.Audience, [.. grant.Scopes.Where(name => api.Scopes.Any(scope => scope.Name == name))], api.TokenSeconds);

    private sealed record Known(ApiEntry Entry, ApplicationApi Api);
}
