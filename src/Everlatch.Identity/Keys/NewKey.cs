using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Tokens;

namespace Everlatch.Identity.Keys;

/// <summary>
/// A key that was made and is in no database yet. To make one for RSA takes a while: better not inside a transaction.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Algorithm">What it signs with.</param>
/// <param name="PublicJwk">Its public half.</param>
/// <param name="Sealed">Its private half, which only this environment's servers can open.</param>
internal sealed record NewKey(KeyId Id, string Algorithm, string PublicJwk, byte[] Sealed)
{
    /// <summary>Makes one.</summary>
    public static NewKey Make(MasterKey masterKey, EnvironmentId environment, string algorithm, TimeProvider clock)
    {
        var id = Core.Ids.Id.New<KeyId>(clock);
        var generated = GeneratedKey.For(algorithm, id);
        return new NewKey(
            id, algorithm, generated.PublicJwk, SealedSigningKey.Seal(masterKey, environment, generated.Pkcs8));
    }
}
