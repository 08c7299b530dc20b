using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;

namespace Everlatch.Identity.SignUp;

/// <summary>Shows that a browser is the one in which the password of an unverified account was typed.</summary>
/// <remarks>
/// Anybody can sign up with anybody's address. So the mailed link alone proves the mailbox, but not that its owner chose the
/// password: without this proof the password is dropped and a new one has to be chosen. The proof is derived from the stored
/// hash, so that it dies with that password and needs no storage.
/// </remarks>
public sealed class SignUpProof(MasterKey master)
{
    internal const string Prefix = "elp_";

    /// <summary>A proof of nothing, for an address that has an account: it looks like any other.</summary>
    internal static string Decoy() =>
        Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes));

    internal string Of(EnvironmentId environment, UserId user, string hash)
    {
        var key = master.Derive($"signup:{environment}");
        return Prefix + Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{user}\n{hash}")));
    }

    internal bool Matches(EnvironmentId environment, UserId user, string hash, string? presented) =>
        presented is not null
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(presented), Encoding.UTF8.GetBytes(Of(environment, user, hash)));
}
