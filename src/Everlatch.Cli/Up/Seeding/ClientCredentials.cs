namespace Everlatch.Cli.Up.Seeding;

/// <summary>What a client authenticates with.</summary>
internal sealed record ClientCredentials(string Id, string Secret)
{
    /// <summary>Never the secret: it must not reach a log by accident.</summary>
    public override string ToString() => Id;
}
