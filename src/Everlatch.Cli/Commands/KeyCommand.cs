using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch key</c>: signing keys.</summary>
internal static class KeyCommand
{
    private static readonly Option<string> Algorithm = new("--algorithm")
    {
        Description = "ES256, RS256, PS256 or EdDSA.", DefaultValueFactory = _ => "ES256",
    };

    private static readonly Argument<string> Id = new("key") { Description = "The key's id." };

    /// <summary>The verb.</summary>
    public static Command Create() => new Command("key", "Signing keys.")
    {
        Verb.List(
            "List the keys that the environment publishes.", "/keys", "id", "algorithm", "state", "signs_from", "signs_until"),
        Verb.Create(
            "rotate",
            "Publish a new key, which takes over when every verifier can know it.",
            async (session, ct) => session.Output.Item(await session.Client.PostAsync(
                await session.PathAsync("/keys/rotate", ct), new JsonObject().With("algorithm", session.Value(Algorithm)), ct)),
            Algorithm),
        Verb.Create(
            "revoke",
            "Take a key out of use at once, in an emergency: what it signed counts no more.",
            async (session, ct) =>
            {
                await session.Client.DeleteAsync(await session.PathAsync(Verb.At("/keys", session.Value(Id)), ct), null, ct);
                session.Output.Done($"{session.Value(Id)} is revoked.");
            },
            Id),
    }.WithConnection();
}
