using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Entries;

namespace Everlatch.Cli.Up.Seeding;

/// <summary>Secrets of the first clients: the text lives in <c>up.json</c> alone, and stays the same as long as it still fits.</summary>
internal static class SeedSecret
{
    private const string Prefix = "els_";

    /// <summary>The told secret where the client still knows it; otherwise a new one that replaces whatever the client had.</summary>
    public static async Task<string> EnsureAsync(
        SeedWrite seed, string client, ImmutableArray<ClientSecret> secrets, string? told, CancellationToken ct)
    {
        if (told is not null && secrets.Any(secret => GeneratedSecret.Matches(told, secret.Sha256.Span)))
        {
            return told;
        }

        var made = GeneratedSecret.New(Prefix);
        await ClientSeedStore.ReplaceSecretsAsync(
            seed.Write.Transaction, seed.Id, client, Id.New<SecretId>(seed.Clock), made.Hash, seed.Now, ct);
        return made.Text;
    }
}
