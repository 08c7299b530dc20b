using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;

namespace Everlatch.Identity.Lockouts;

/// <summary>Names what is counted, as a keyed digest: the table tells nobody who tried to sign in, or from where.</summary>
public sealed class LockoutSubject(MasterKey master)
{
    /// <summary>The digest of a rule's subject in one environment.</summary>
    internal string Of(EnvironmentId environment, LockoutRule rule, string subject)
    {
        var key = master.Derive($"lockouts:{environment}");
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{rule.Name}:{subject}")));
    }
}
