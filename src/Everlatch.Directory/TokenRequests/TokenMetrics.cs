using System.Diagnostics.Metrics;

namespace Everlatch.Directory.TokenRequests;

/// <summary>Counts what the token endpoint answers, by grant and outcome: <c>issued</c>, or the OAuth error.</summary>
public sealed class TokenMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string Meter = "Everlatch.Tokens";

    /// <summary>The outcome of a request that got its tokens.</summary>
    public const string Issued = "issued";

    /// <summary>Grants that nobody knows, and requests that do not say which they mean.</summary>
    public const string OtherGrant = "other";

    private readonly Counter<long> tokens;

    /// <summary>Makes the counter.</summary>
    public TokenMetrics(IMeterFactory meters) =>
        tokens = meters.Create(Meter).CreateCounter<long>(
            "everlatch.tokens", "{request}", "Token requests by grant and outcome.");

    /// <summary>Counts one answer.</summary>
    public void Count(string grant, string outcome) => tokens.Add(1, new("grant", grant), new("outcome", outcome));
}
