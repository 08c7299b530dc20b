using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Everlatch.Identity.Machines;

/// <summary>What an access token says about a machine (RFC 9068 §2.2).</summary>
internal static class MachineClaims
{
    private const int JtiBytes = 16;

    /// <summary>Writes the claims into an object that was begun.</summary>
    public static void Write(Utf8JsonWriter json, MachineToken.Granted token, string issuer, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        json.WriteString("iss"u8, issuer);
        json.WriteString("sub"u8, token.ClientId);
        json.WriteString("aud"u8, token.Audience);
        json.WriteString("client_id"u8, token.ClientId);
        json.WriteNumber("iat"u8, seconds);
        json.WriteNumber("exp"u8, seconds + token.Seconds);
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
