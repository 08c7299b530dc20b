using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Oidc.Consent;

/// <summary>What a person is asked: whether an application may have these scopes.</summary>
/// <param name="Application">Its client_id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Scopes">What it wants to do.</param>
public sealed record ConsentQuestion(AppId Application, string Name, ImmutableArray<RequestedScope> Scopes)
{
    internal static ConsentQuestion Of(
        DirectoryEnvironment environment,
        ApplicationEntry application,
        ImmutableArray<string> scopes,
        ImmutableArray<string> resources)
    {
        var known = resources
            .Where(environment.ApisByAudience.ContainsKey)
            .SelectMany(resource => environment.ApisByAudience[resource].Scopes)
            .ToArray();
        return new ConsentQuestion(
            application.Id,
            application.Name,
            [.. scopes.Select(name => new RequestedScope(name, Array.Find(known, scope => scope.Name == name)?.Description))]);
    }
}
