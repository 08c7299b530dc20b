namespace Everlatch.Edge.Forwarding;

/// <summary>Tells what a request is for by its path.</summary>
internal static class RouteClasses
{
    /// <summary>How many there are.</summary>
    public const int Count = 3;

    /// <summary>Where certificate authorities look for proofs by http; anybody can ask there.</summary>
    public static readonly PathString Challenges = "/.well-known/acme-challenge";

    private static readonly PathString[] Tokens =
        ["/oauth2/token", "/oauth2/introspect", "/oauth2/jwks", "/oauth2/revoke", "/oauth2/userinfo", "/.well-known"];

    private static readonly PathString[] Admin = ["/api", "/scim"];

    /// <summary>The class of a path.</summary>
    public static RouteClass Of(PathString path)
    {
        if (IsBelow(path, Tokens) && !path.StartsWithSegments(Challenges, StringComparison.Ordinal))
        {
            return RouteClass.Tokens;
        }

        return IsBelow(path, Admin) ? RouteClass.Admin : RouteClass.Pages;
    }

    /// <summary>Its name in metrics.</summary>
    public static string Text(this RouteClass of) => of switch
    {
        RouteClass.Tokens => "tokens",
        RouteClass.Pages => "pages",
        _ => "admin",
    };

    private static bool IsBelow(PathString path, PathString[] prefixes)
    {
        foreach (var prefix in prefixes)
        {
            if (path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
