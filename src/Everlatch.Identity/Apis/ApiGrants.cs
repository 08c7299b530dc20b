using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Apis;

/// <summary>What clients may be given: APIs that are there, with scopes that they know.</summary>
public static class ApiGrants
{
    private const int MaxGrants = 50;

    /// <summary>Null when all is well.</summary>
    public static Problem? Check(ImmutableArray<ApiGrant> grants, DirectoryEnvironment environment)
    {
        if (grants.Length > MaxGrants || grants.DistinctBy(grant => grant.Api).Count() < grants.Length)
        {
            return Invalid($"At most {MaxGrants} APIs are expected, each named once.");
        }

        foreach (var grant in grants)
        {
            if (!environment.Apis.TryGetValue(grant.Api, out var api))
            {
                return Invalid($"There is no API '{grant.Api}' in this environment.");
            }

            if (grant.Scopes.Distinct().Count() < grant.Scopes.Length
                || grant.Scopes.Any(scope => !api.Scopes.Any(known => known.Name == scope)))
            {
                return Invalid($"Scopes that the API '{grant.Api}' knows are expected, each once.");
            }
        }

        return null;
    }

    private static Problem Invalid(string what) => new("EL1643", 422, what, "apis");
}
