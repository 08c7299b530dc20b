using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Apis;

/// <summary>Finds the clients that hold an API or one of its scopes.</summary>
internal static class ApiUse
{
    /// <summary>A client that may ask for tokens to the API; null when there is none.</summary>
    public static string? HolderOf(DirectoryEnvironment environment, ApiId api) =>
        HolderOf(environment, grant => grant.Api == api);

    /// <summary>A client that may ask for a scope of the API; null when there is none.</summary>
    public static string? HolderOf(DirectoryEnvironment environment, ApiId api, string scope) =>
        HolderOf(environment, grant => grant.Api == api && grant.Scopes.Contains(scope));

    private static string? HolderOf(DirectoryEnvironment environment, Func<ApiGrant, bool> holds) =>
        environment.Applications.Values.FirstOrDefault(application => application.Apis.Any(holds))?.Id.Value
        ?? environment.MachineClients.Values.FirstOrDefault(client => client.Apis.Any(holds))?.Id.Value;
}
