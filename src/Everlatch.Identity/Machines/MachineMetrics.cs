using System.Diagnostics.Metrics;

namespace Everlatch.Identity.Machines;

/// <summary>Counts what the machine path answers, by outcome: <c>issued</c>, or the OAuth error.</summary>
public sealed class MachineMetrics
{
    /// <summary>The name of the meter.</summary>
    public const string Meter = "Everlatch.Tokens";

    private readonly Counter<long> tokens;

    /// <summary>Makes the counter.</summary>
    public MachineMetrics(IMeterFactory meters) =>
        tokens = meters.Create(Meter).CreateCounter<long>("everlatch.tokens", "{request}", "Token requests by grant and outcome.");

    internal void Count(string outcome) => tokens.Add(1, new("grant", "client_credentials"), new("outcome", outcome));
}
