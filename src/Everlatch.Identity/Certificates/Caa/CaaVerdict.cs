namespace Everlatch.Identity.Certificates.Caa;

/// <summary>What CAA records say about our authority.</summary>
internal abstract record CaaVerdict
{
    private CaaVerdict()
    {
    }

    /// <summary>It may issue.</summary>
    /// <param name="Ways">How the host may be proven to it.</param>
    internal sealed record Allowed(IReadOnlyList<string> Ways) : CaaVerdict;

    /// <summary>It may not.</summary>
    internal sealed record Forbidden(string Why) : CaaVerdict;

    /// <summary>DNS gave no answer; that forbids nothing for good.</summary>
    internal sealed record Fault : CaaVerdict;
}
