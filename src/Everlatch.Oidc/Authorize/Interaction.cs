using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Everlatch.Oidc.Authorize;

/// <summary>
/// Remembers, in the address that a person returns to, when a request was first seen. So <c>prompt=login</c>
/// is satisfied by a sign-in after that moment, once, and by nothing that a client or a person could make up.
/// </summary>
internal sealed class Interaction(MasterKey master, TimeProvider clock)
{
    private const string Parameter = "interaction";
    private const int MaxLength = 256;

    /// <summary>When the request was first seen; null for a request that has not been away.</summary>
    public DateTimeOffset? BeganAt(HttpContext context, EnvironmentId environment)
    {
        return (string?)context.Request.Query[Parameter] is { Length: <= MaxLength } text && Open(environment, text) is { } seen
            && CryptographicOperations.FixedTimeEquals(seen.Digest, DigestOf(context.Request))
                ? seen.At
                : null;
    }

    /// <summary>
    /// The local address of the request, to come back to. The request is a GET: a post was asked to come as one.
    /// </summary>
    public string ReturnTo(HttpContext context, EnvironmentId environment)
    {
        var began = BeganAt(context, environment) ?? clock.GetUtcNow();
        var values = Values(context.Request);
        values[Parameter] = Seal(environment, began, DigestOf(context.Request));
        return QueryHelpers.AddQueryString(context.Request.Path, values);
    }

    // A resource may come often (RFC 8707 §2), and comes back as often.
    private static Dictionary<string, StringValues> Values(HttpRequest request) =>
        request.Query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static byte[] DigestOf(HttpRequest request)
    {
        var values = Values(request)
            .Where(pair => pair.Key != Parameter)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal);
        return SHA256.HashData(Encoding.UTF8.GetBytes(QueryHelpers.AddQueryString("", values)));
    }

    private string Seal(EnvironmentId environment, DateTimeOffset at, byte[] digest)
    {
        Span<byte> value = stackalloc byte[sizeof(long) + SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(value, at.ToUnixTimeMilliseconds());
        digest.CopyTo(value[sizeof(long)..]);
        return Base64Url.EncodeToString(master.Seal(Purpose(environment), value));
    }

    private (DateTimeOffset At, byte[] Digest)? Open(EnvironmentId environment, string text)
    {
        try
        {
            var value = master.Open(Purpose(environment), Base64Url.DecodeFromChars(text));
            return (DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(value)), value[sizeof(long)..]);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null; // made up, or sealed for another environment: as if it were not there
        }
    }

    private static string Purpose(EnvironmentId environment) => $"interaction:{environment}";
}
