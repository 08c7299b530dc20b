using Everlatch.Core.Secrets;
using Microsoft.AspNetCore.DataProtection;

namespace Everlatch.Server.Keys;

/// <summary>ASP.NET Data Protection over the master key: nothing is stored, and every server opens what another sealed.</summary>
internal sealed class MasterKeyProtector(MasterKey master, string chain) : IDataProtector
{
    /// <summary>Every chain of purposes begins here.</summary>
    public const string Root = "protect";

    // The length keeps ("a", "b:c") and ("a:b", "c") apart.
    public IDataProtector CreateProtector(string purpose) =>
        new MasterKeyProtector(master, $"{chain}:{purpose.Length}:{purpose}");

    public byte[] Protect(byte[] plaintext) => master.Seal(chain, plaintext);

    public byte[] Unprotect(byte[] protectedData) => master.Open(chain, protectedData);
}
