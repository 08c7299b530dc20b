namespace Everlatch.Identity.Certificates.Caa;

/// <summary>Says what a set of CAA records means to our authority and account (RFC 8659 §3, §4; RFC 8657).</summary>
/// <param name="Identities">The names by which records allow the authority; none when nobody says them.</param>
/// <param name="Account">Our account's address.</param>
/// <param name="Ways">How hosts are proven, the preferred way first.</param>
internal sealed record JudgeCaa(IReadOnlyCollection<string> Identities, string? Account, IReadOnlyList<string> Ways)
{
    private const string Issue = "issue";

    // The others of RFC 8659, and the ways to complain, say nothing about who may issue for one name.
    private static readonly string[] Known = [Issue, "issuewild", "iodef", "contactemail", "contactphone", "issuemail"];

    /// <summary>Judges the records of the name nearest to the host that has any.</summary>
    public CaaVerdict Run(IReadOnlyCollection<CaaRecord> records)
    {
        if (records.FirstOrDefault(record => record.IsCritical && !Known.Contains(record.Tag)) is { } unknown)
        {
            return new CaaVerdict.Forbidden($"The CAA property '{unknown.Tag}' is critical, and unknown.");
        }

        var issuers = records.Where(record => record.Tag == Issue).ToList();
        if (issuers.Count == 0)
        {
            return new CaaVerdict.Allowed(Ways);
        }

        var ways = issuers.Select(record => CaaIssuer.Parse(record.Value)).OfType<CaaIssuer>()
            .Where(issuer => IsOurs(issuer.Name) && (issuer.Account is null || issuer.Account == Account))
            .SelectMany(issuer => issuer.Methods ?? Ways)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        var allowed = Ways.Where(ways.Contains).ToList();
        return allowed.Count > 0
            ? new CaaVerdict.Allowed(allowed)
            : new CaaVerdict.Forbidden(
                $"CAA records allow {string.Join(", ", issuers.Select(record => $"'{record.Value}'"))} alone.");
    }

    // Where nobody says its names the authority decides for itself; what allows nobody allows it neither.
    private bool IsOurs(string name) =>
        name.Length > 0 && (Identities.Count == 0 || Identities.Contains(name, StringComparer.OrdinalIgnoreCase));
}
