using System.Diagnostics.Metrics;

namespace Everlatch.Oidc.Token;

/// <summary>Counts what the token endpoint answered.</summary>
internal sealed class TokenMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string Meter = "Everlatch.Oidc";

    private readonly Counter<long> answers;

    public TokenMetrics(IMeterFactory meters) =>
        answers = meters.Create(Meter)
            .CreateCounter<long>("everlatch.oidc.tokens", "{response}", "Token responses by grant and outcome");

    /// <summary>Counts one answer.</summary>
    public void Answered(string grant, string outcome) => answers.Add(1, new("grant", grant), new("outcome", outcome));
}
