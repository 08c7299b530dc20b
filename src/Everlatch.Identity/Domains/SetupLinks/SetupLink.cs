namespace Everlatch.Identity.Domains.SetupLinks;

/// <summary>A link to the page on which whoever sets a customer's DNS records sees them and has them looked up.</summary>
/// <param name="Url">
/// The link. Whoever has it can look at the domain and ask DNS about it, without signing in, and nothing else.
/// </param>
/// <param name="ExpiresAt">When it ends. It ends with its domain too.</param>
public sealed record SetupLink(string Url, DateTimeOffset ExpiresAt)
{
    /// <summary>The page it leads to.</summary>
    public const string Page = "/domains/setup";

    /// <summary>Never the link: it is a credential.</summary>
    public override string ToString() => $"[link until {ExpiresAt:u}]";
}
