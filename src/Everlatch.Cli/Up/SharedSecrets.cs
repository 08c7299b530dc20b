namespace Everlatch.Cli.Up;

/// <summary>What servers and edges of all regions have.</summary>
/// <param name="Token">What edges bring.</param>
/// <param name="EdgeKeyFile">The file of the key that certificates are sealed with.</param>
internal sealed record SharedSecrets(string Token, string EdgeKeyFile)
{
    /// <summary>Never the token: it must not reach a log by accident.</summary>
    public override string ToString() => "[shared secrets]";
}
