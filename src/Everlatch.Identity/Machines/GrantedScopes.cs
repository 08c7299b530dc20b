using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Machines;

/// <summary>
/// Chooses the scopes of a machine's token: those asked for, all of which it must have; all it has when none is asked for.
/// </summary>
internal static class GrantedScopes
{
    /// <summary>
    /// Scopes separated by spaces, each once, in the order of the grant; null when one is asked for that is not granted.
    /// </summary>
    public static string? Choose(ApiEntry api, ApiGrant grant, string? requested)
    {
        Span<bool> chosen = grant.Scopes.Length <= 256 ? stackalloc bool[grant.Scopes.Length] : new bool[grant.Scopes.Length];
        if (requested is null)
        {
            for (var i = 0; i < chosen.Length; i++)
            {
                chosen[i] = IsScopeOf(api, grant.Scopes[i]);
            }

            return Join(grant, chosen);
        }

        foreach (var range in requested.AsSpan().Split(' '))
        {
            var name = requested.AsSpan()[range];
            if (!name.IsEmpty && !TryChoose(api, grant, name, chosen))
            {
                return null;
            }
        }

        return Join(grant, chosen);
    }

    private static bool TryChoose(ApiEntry api, ApiGrant grant, ReadOnlySpan<char> name, Span<bool> chosen)
    {
        for (var i = 0; i < chosen.Length; i++)
        {
            if (name.SequenceEqual(grant.Scopes[i]))
            {
                chosen[i] = IsScopeOf(api, grant.Scopes[i]);
                return chosen[i];
            }
        }

        return false;
    }

    // A scope that the API no longer knows is granted to nobody, whatever older grants say.
    private static bool IsScopeOf(ApiEntry api, string name)
    {
        foreach (var scope in api.Scopes)
        {
            if (scope.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static string Join(ApiGrant grant, ReadOnlySpan<bool> chosen)
    {
        var joined = "";
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i])
            {
                joined = joined.Length == 0 ? grant.Scopes[i] : string.Concat(joined, " ", grant.Scopes[i]);
            }
        }

        return joined;
    }
}
