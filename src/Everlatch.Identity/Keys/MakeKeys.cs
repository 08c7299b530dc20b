using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Identity.Keys;

/// <summary>
/// Makes signing keys ahead of the write that adds them: one for RSA may take a second, and a write holds up all others.
/// </summary>
/// <remarks>
/// Whether a key is needed is asked of this server's directory. The write decides: it leaves a key that it does not need, and
/// makes one itself where the directory was behind.
/// </remarks>
public sealed class MakeKeys(MasterKey masterKey, IDirectory directory, TimeProvider clock)
{
    /// <summary>Makes one.</summary>
    internal NewKey Make(EnvironmentId environment, string algorithm) =>
        NewKey.Make(masterKey, environment, algorithm, clock);

    /// <summary>The first key of an algorithm; null when the environment has one.</summary>
    internal NewKey? First(EnvironmentId environment, string algorithm) =>
        directory.Current.Environments.ContainsKey(environment)
        && SigningAlgorithms.All.Contains(algorithm)
        && HeadOf(environment, algorithm) is null
            ? Make(environment, algorithm)
            : null;

    /// <summary>The key that takes over from the one that signs; null when none signs, or another waits to.</summary>
    internal NewKey? Successor(EnvironmentId environment, string algorithm) =>
        HeadOf(environment, algorithm)?.SignsFrom <= clock.GetUtcNow() ? Make(environment, algorithm) : null;

    /// <summary>The key that stands in for one that is revoked; null when another does already.</summary>
    internal NewKey? Replacement(EnvironmentId environment, KeyId revoked)
    {
        var known = KeysOf(environment).FirstOrDefault(key => key.Id == revoked);
        return known is not null && (HeadOf(environment, known.Algorithm) is not { } head || head.Id == revoked)
            ? Make(environment, known.Algorithm)
            : null;
    }

    private ImmutableArray<SigningKeyEntry> KeysOf(EnvironmentId environment) =>
        directory.Current.Environments.TryGetValue(environment, out var known) ? known.Keys : [];

    private SigningKeyEntry? HeadOf(EnvironmentId environment, string algorithm) =>
        KeysOf(environment).FirstOrDefault(key => key.Algorithm == algorithm && key.SignsUntil is null);
}
