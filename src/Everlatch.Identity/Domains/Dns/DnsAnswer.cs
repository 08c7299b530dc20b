using System.Collections.Immutable;

namespace Everlatch.Identity.Domains.Dns;

/// <summary>What one resolver said.</summary>
public abstract record DnsAnswer
{
    private DnsAnswer()
    {
    }

    /// <summary>The records; none when the name or such a record does not exist.</summary>
    public sealed record Records(ImmutableArray<string> Values) : DnsAnswer;

    /// <summary>It did not answer, or could not find out: that says nothing about the name.</summary>
    /// <param name="Why">For the log.</param>
    public sealed record Fault(string Why) : DnsAnswer;
}
