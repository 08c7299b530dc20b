using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Secrets;

namespace Everlatch.Server.Api.Http;

/// <summary>Cursors are opaque and belong to one list: an id with a MAC over it and the list's address.</summary>
internal sealed class Cursors(MasterKey masterKey)
{
    private const int MacLength = 16;
    private const int MaxLength = 256;
    private readonly byte[] key = masterKey.Derive("management:cursors");

    /// <summary>Writes the cursor after an id of a list.</summary>
    public string Write(string list, string id) =>
        Base64Url.EncodeToString([.. Mac(list, id), .. Encoding.UTF8.GetBytes(id)]);

    /// <summary>The id in a cursor; null when it was altered or comes from another list.</summary>
    public string? Read(string list, string cursor)
    {
        if (cursor.Length > MaxLength || !Base64Url.IsValid(cursor, out var length) || length <= MacLength)
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        var id = Encoding.UTF8.GetString(bytes.AsSpan(MacLength));
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(0, MacLength), Mac(list, id)) ? id : null;
    }

    private ReadOnlySpan<byte> Mac(string list, string id) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{list}\n{id}")).AsSpan(0, MacLength);
}
