using System.Globalization;

namespace Everlatch.Bench.Faults;

/// <summary>A chain of refresh tokens, and the last one that was given out.</summary>
internal sealed class Family(string token)
{
    public string Token { get; set; } = token;

    /// <summary>The grant that it is of.</summary>
    public string Grant => Parts[0]["ert_".Length..];

    /// <summary>How often it was refreshed, as far as the application knows.</summary>
    public long Generation => long.Parse(Parts[1], CultureInfo.InvariantCulture);

    private string[] Parts => Token.Split('~');
}
