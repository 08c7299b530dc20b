namespace Everlatch.Watch.Probes;

/// <summary>Credentials that are known to be good, in the shape of <c>up.json</c>. It never shows them.</summary>
public sealed record ProbeCredentials
{
    /// <summary>The issuer.</summary>
    public required Uri Issuer { get; init; }

    /// <summary>Who signs in.</summary>
    public required ProbeAccess Demo { get; init; }

    /// <inheritdoc />
    public override string ToString() => $"credentials at {Issuer}";
}
