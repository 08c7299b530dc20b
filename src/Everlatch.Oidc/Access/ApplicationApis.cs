using System.Collections.Immutable;
using Everlatch.Directory.Entries;

namespace Everlatch.Oidc.Access;

/// <summary>Looks up the APIs of an application.</summary>
internal static class ApplicationApis
{
    /// <summary>The API with an audience; null unless the application may call it.</summary>
    public static ApplicationApi? Find(DirectoryEnvironment environment, ApplicationEntry application, string audience) =>
        environment.ApisByAudience.TryGetValue(audience, out var api)
        && application.Apis.FirstOrDefault(grant => grant.Api == api.Id) is { } grant
            ? Of(api, grant)
            : null;

    /// <summary>All of them.</summary>
    public static ImmutableArray<ApplicationApi> All(DirectoryEnvironment environment, ApplicationEntry application) =>
    [
        .. application.Apis
            .Where(grant => environment.Apis.ContainsKey(grant.Api))
            .Select(grant => Of(environment.Apis[grant.Api], grant)),
    ];

    // A scope that the API no longer has is nobody's.
    private static ApplicationApi Of(ApiEntry api, ApiGrant grant) =>
        new(api.Id, api.Audience, [.. grant.Scopes.Where(name => api.Scopes.Any(scope => scope.Name == name))], api.TokenSeconds);
}
