namespace Everlatch.Storage.Conformance.Isolation;

/// <summary>The rows of one environment: one in each table, made from two letters.</summary>
/// <param name="Environment">What tells this environment, and the payload of its rows, from another's.</param>
/// <param name="Keys">What its ids and natural keys are made of; two environments may share them, for every key is
/// scoped.</param>
internal sealed record Sample(char Environment, char Keys)
{
    /// <summary>Rows were made at 1,000 ms, are looked at 5,000 ms, and end at 9,000 ms.</summary>
    public const long Created = 1_000;

    /// <summary>When statements run.</summary>
    public const long Now = 5_000;

    /// <summary>When rows expire.</summary>
    public const long Expires = 9_000;

    public string EnvironmentId => "env_" + new string(Environment, 26);

    public string Host => $"{Environment}.example";

    /// <summary>A digest or a sealed value that is looked up.</summary>
    public byte[] Digest => [.. Enumerable.Repeat((byte)Keys, 32)];

    /// <summary>What nobody looks for, and what must not leak.</summary>
    public string Payload(string column) => $"{column} of {Environment}";

    public string Id(string prefix) => $"{prefix}_{new string(Keys, 26)}";
}
