using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;

namespace Everlatch.Identity.Outages;

/// <summary>Seals sessions for their cookies, with a key that every server of the environment has.</summary>
public sealed class SessionSeal(MasterKey master)
{
    /// <summary>Seals one.</summary>
    internal string Seal(EnvironmentId environment, SealedSession session) =>
        Base64Url.EncodeToString(master.Seal(Purpose(environment), Encoding.UTF8.GetBytes(Json.Write(session))));

    /// <summary>Opens one; null when no server of this environment sealed it.</summary>
    public SealedSession? Open(EnvironmentId environment, string text)
    {
        try
        {
            var plain = master.Open(Purpose(environment), Base64Url.DecodeFromChars(text));
            return Json.Read<SealedSession>(Encoding.UTF8.GetString(plain));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static string Purpose(EnvironmentId environment) => $"session:{environment}";
}
