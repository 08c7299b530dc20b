using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Storage;

namespace Everlatch.Oidc.Outages;

/// <summary>Seals what would be a row, with a key that every server of the environment has.</summary>
internal sealed class OutageSeal(MasterKey master)
{
    /// <summary>What sealed codes begin with.</summary>
    public const string CodePrefix = "elx_";

    // Twice what one with a session in it comes to.
    private const int MaxLength = 8_192;

    /// <summary>Makes the text of a code.</summary>
    public string Seal(EnvironmentId environment, SealedCode code) => CodePrefix + Seal("code", environment, code);

    /// <summary>What a code stands for; null when it is none of ours.</summary>
    public SealedCode? OpenCode(EnvironmentId environment, string text) =>
        text.Length <= MaxLength && text.StartsWith(CodePrefix, StringComparison.Ordinal)
            ? Open<SealedCode>("code", environment, text[CodePrefix.Length..])
            : null;

    /// <summary>Seals a grant for its refresh tokens.</summary>
    public string Seal(EnvironmentId environment, CarriedGrant grant) => Seal("grant", environment, grant);

    /// <summary>The grant that a refresh token carries; null when none of ours is in it.</summary>
    public CarriedGrant? OpenGrant(EnvironmentId environment, string? text) =>
        text is { Length: <= MaxLength } ? Open<CarriedGrant>("grant", environment, text) : null;

    private string Seal<T>(string kind, EnvironmentId environment, T value) =>
        Base64Url.EncodeToString(master.Seal($"{kind}:{environment}", Encoding.UTF8.GetBytes(Json.Write(value))));

    private T? Open<T>(string kind, EnvironmentId environment, string text)
        where T : class
    {
        try
        {
            return Json.Read<T>(
                Encoding.UTF8.GetString(master.Open($"{kind}:{environment}", Base64Url.DecodeFromChars(text))));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
