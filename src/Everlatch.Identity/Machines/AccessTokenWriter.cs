using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Identity.Machines;

/// <summary>Writes a signed access token (RFC 9068 §2) in compact form (RFC 7515 §7.1).</summary>
internal static class AccessTokenWriter
{
    private const int JtiBytes = 16;

    /// <summary>Makes a token; it lives in the scratch until the next one.</summary>
    public static ReadOnlySpan<byte> Write(
        TokenScratch scratch, MachineToken.Granted token, string issuer, SigningKeyEntry key, DateTimeOffset now)
    {
        var jws = scratch.Token;
        jws.ResetWrittenCount();
        WriteHeader(scratch.BeginObject(), key);
        AppendEncoded(jws, scratch.EndObject());
        jws.Write("."u8);
        WriteClaims(scratch.BeginObject(), token, issuer, now.ToUnixTimeSeconds());
        AppendEncoded(jws, scratch.EndObject());

        Span<byte> signature = stackalloc byte[TokenSigner.MaxSignatureLength];
        var length = TokenSigner.Sign(key, jws.WrittenSpan, signature);
        jws.Write("."u8);
        AppendEncoded(jws, signature[..length]);
        return jws.WrittenSpan;
    }

    private static void AppendEncoded(ArrayBufferWriter<byte> destination, ReadOnlySpan<byte> bytes) =>
        destination.Advance(Base64Url.EncodeToUtf8(bytes, destination.GetSpan(Base64Url.GetEncodedLength(bytes.Length))));

    private static void WriteHeader(Utf8JsonWriter json, SigningKeyEntry key)
    {
        json.WriteString("alg"u8, key.Algorithm);
        json.WriteString("typ"u8, AccessTokenVerifier.Type);
        json.WriteString("kid"u8, key.Id.Value);
    }

    private static void WriteClaims(Utf8JsonWriter json, MachineToken.Granted token, string issuer, long now)
    {
        json.WriteString("iss"u8, issuer);
        json.WriteString("sub"u8, token.ClientId);
        json.WriteString("aud"u8, token.Audience);
        json.WriteString("client_id"u8, token.ClientId);
        json.WriteNumber("iat"u8, now);
        json.WriteNumber("exp"u8, now + token.Seconds);
        WriteJti(json);
        WriteOptional(json, "scope"u8, token.Scope);
        WriteOptional(json, "tenant_id"u8, token.TenantId);
        WriteOptional(json, "user_id"u8, token.UserId);
        if (token.Permissions.IsDefault)
        {
            return;
        }

        json.WriteStartArray("permissions"u8);
        foreach (var permission in token.Permissions)
        {
            json.WriteStringValue(permission);
        }

        json.WriteEndArray();
    }

    private static void WriteJti(Utf8JsonWriter json)
    {
        Span<byte> random = stackalloc byte[JtiBytes];
        RandomNumberGenerator.Fill(random);
        Span<byte> text = stackalloc byte[Base64Url.GetEncodedLength(JtiBytes)];
        Base64Url.EncodeToUtf8(random, text);
        json.WriteString("jti"u8, text);
    }

    private static void WriteOptional(Utf8JsonWriter json, ReadOnlySpan<byte> claim, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(claim, value);
        }
    }
}
