using System.Diagnostics.Metrics;

namespace Everlatch.Oidc.Token;

/// <summary>Counts what the token endpoint answered.</summary>
/// <remarks>Meter and counter are those of the machine path, word by word, so that scrapers see one family of all grants.</remarks>
internal sealed class TokenMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string Meter = "Everlatch.Tokens";

    private readonly Counter<long> answers;

    public TokenMetrics(IMeterFactory meters) =>
        answers = meters.Create(Meter)
            .CreateCounter<long>("everlatch.tokens", "{request}", "Token requests by grant and outcome.");

    /// <summary>Counts one answer.</summary>
    public void Answered(string grant, string outcome) => answers.Add(1, new("grant", grant), new("outcome", outcome));
}
