using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Everlatch.Core.Secrets;

namespace Everlatch.Storage;

/// <summary>JSON that travels sealed, as text of the alphabet of base64url, because no database could keep it.</summary>
public static class SealedJson
{
    /// <summary>Seals a value for one purpose.</summary>
    public static string SealJson<T>(this MasterKey master, string purpose, T value) =>
        Base64Url.EncodeToString(master.Seal(purpose, Encoding.UTF8.GetBytes(Json.Write(value))));

    /// <summary>Opens one; null when it was made up, or sealed for another purpose or by another master key.</summary>
    public static T? OpenJson<T>(this MasterKey master, string purpose, string text)
        where T : class
    {
        try
        {
            return Json.Read<T>(Encoding.UTF8.GetString(master.Open(purpose, Base64Url.DecodeFromChars(text))));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}
