using Everlatch.Core;
using Everlatch.Directory.Entries;
using Everlatch.Server.Api.Http;

namespace Everlatch.Server.Api.Access;

/// <summary>
/// Nobody gives what they do not hold: the one rule against a client that makes a stronger one, or takes one over.
/// </summary>
internal static class Escalation
{
    /// <summary>
    /// Null when the caller may make or change a client with these grants, give it a secret, or let it prove itself by a key.
    /// </summary>
    public static Problem? Check(Caller caller, DirectoryEnvironment environment, IEnumerable<ApiGrant> grants)
    {
        var management = environment.ApisByAudience.GetValueOrDefault(ManagementScopes.Audience);
        var scopes = grants.Where(grant => grant.Api == management?.Id).SelectMany(grant => grant.Scopes);
        return Check(caller, environment, scopes);
    }

    /// <summary>
    /// Null when the caller may give these scopes of the management API, or permissions that are named like them.
    /// </summary>
    public static Problem? Check(Caller caller, DirectoryEnvironment environment, IEnumerable<string> scopes) =>
        scopes.FirstOrDefault(scope => ManagementScopes.All.Contains(scope) && !MayGive(caller, environment, scope)) is { } scope
            ? ApiErrors.Escalation(scope)
            : null;

    private static bool MayGive(Caller caller, DirectoryEnvironment environment, string scope) =>
        scope == ManagementScopes.Operator
            ? caller.IsOperator && environment.Settings.IsOperator
            : caller.Scopes.Contains(scope);
}
