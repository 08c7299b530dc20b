using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Oidc.Consent;

/// <summary>What a person is asked: whether an application may have this access.</summary>
/// <param name="Application">Its client_id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">What it wants to know.</param>
/// <param name="Apis">Where it wants to act.</param>
public sealed record ConsentQuestion(
    AppId Application, string Name, ImmutableArray<string> Scopes, ImmutableArray<RequestedApi> Apis)
{
    /// <summary>What is remembered when the person says yes.</summary>
    public ConsentedAccess Access =>
        new(Scopes, [.. Apis.Select(api => new ApiGrant(api.Id, [.. api.Scopes.Select(scope => scope.Name)]))]);

    internal static ConsentQuestion Of(
        DirectoryEnvironment environment,
        ApplicationEntry application,
        ImmutableArray<string> scopes,
        ImmutableArray<string> resources)
    {
        var access = ConsentedAccess.Of(environment, application, scopes, resources);
        return new ConsentQuestion(
            application.Id,
            application.Name,
            access.Scopes,
            [.. access.Apis.Select(grant => RequestedApi.Of(environment.Apis[grant.Api], grant))]);
    }
}
