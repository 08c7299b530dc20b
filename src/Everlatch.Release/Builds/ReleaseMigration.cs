using System.Text.Json.Serialization;

namespace Everlatch.Release.Builds;

/// <summary>One migration of a release.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">The name after the number.</param>
/// <param name="Phase"><c>expand</c>, <c>backfill</c> or <c>contract</c>.</param>
/// <param name="Sha256">SHA-256 of its text as the ledger of a database holds it, line ends aside.</param>
public sealed record ReleaseMigration(int Number, string Name, string Phase, string Sha256)
{
    /// <summary>What ledger, contract and messages call it: <c>0007_user_locale.expand</c>.</summary>
    [JsonIgnore]
    public string Step => $"{Number:D4}_{Name}.{Phase}";
}
