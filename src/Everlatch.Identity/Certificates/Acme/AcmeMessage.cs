using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Everlatch.Identity.Certificates.Acme;

/// <summary>Requests to an authority: JSON Web Signatures in flattened serialisation (RFC 8555 §6.2).</summary>
internal static class AcmeMessage
{
    /// <summary>A request of an account.</summary>
    /// <param name="key">The account's key.</param>
    /// <param name="account">The account's address; null before there is one, when the key itself is shown.</param>
    /// <param name="nonce">A nonce that was not used yet.</param>
    /// <param name="url">Where the request goes: signed, so that nobody sends it elsewhere.</param>
    /// <param name="payload">What it says; empty to read.</param>
    public static string Of(AcmeAccountKey key, Uri? account, string nonce, Uri url, string payload)
    {
        var head = new JsonObject { ["alg"] = "ES256", ["nonce"] = nonce, ["url"] = url.AbsoluteUri };
        if (account is null)
        {
            head["jwk"] = JsonNode.Parse(key.PublicKey);
        }
        else
        {
            head["kid"] = account.AbsoluteUri;
        }

        return Sign(head, payload, input => key.Sign(input)).ToJsonString();
    }

    /// <summary>Says, by the key that the authority gave its customer, that this account is the customer's (§7.3.4).</summary>
    public static JsonObject Bind(AcmeAccountKey key, ExternalAccount external, Uri newAccount) =>
        Sign(
            new JsonObject { ["alg"] = "HS256", ["kid"] = external.KeyId, ["url"] = newAccount.AbsoluteUri },
            key.PublicKey,
            input => HMACSHA256.HashData(external.MacKey.Span, input));

    private static JsonObject Sign(JsonObject head, string payload, Func<byte[], byte[]> sign)
    {
        var header = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(head));
        var body = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(payload));
        return new JsonObject
        {
            ["protected"] = header,
            ["payload"] = body,
            ["signature"] = Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes($"{header}.{body}"))),
        };
    }
}
