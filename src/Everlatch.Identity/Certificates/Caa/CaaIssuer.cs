namespace Everlatch.Identity.Certificates.Caa;

/// <summary>
/// The value of an <c>issue</c> property (RFC 8659 §4.2): an authority's name, and parameters that are its own.
/// </summary>
/// <param name="Name">The authority; empty for nobody.</param>
/// <param name="Account">The one account that may order (RFC 8657 §3); null for any.</param>
/// <param name="Methods">The ways by which names may be proven (RFC 8657 §4); null for all.</param>
internal sealed record CaaIssuer(string Name, string? Account, IReadOnlyList<string>? Methods)
{
    /// <summary>Reads a value; null when it is no such value, and so allows nobody.</summary>
    public static CaaIssuer? Parse(string value)
    {
        var parts = value.Split(';', StringSplitOptions.TrimEntries);
        string? account = null;
        IReadOnlyList<string>? methods = null;
        foreach (var parameter in parts.Skip(1).Where(part => part.Length > 0))
        {
            if (parameter.Split('=', 2, StringSplitOptions.TrimEntries) is not [var tag, var text] || tag.Length == 0)
            {
                return null;
            }

            if (tag.Equals("accounturi", StringComparison.OrdinalIgnoreCase))
            {
                account = text;
            }
            else if (tag.Equals("validationmethods", StringComparison.OrdinalIgnoreCase))
            {
                methods = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            }
        }

        return new CaaIssuer(parts[0].TrimEnd('.'), account, methods);
    }
}
