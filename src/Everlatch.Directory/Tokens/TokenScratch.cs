using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Everlatch.Directory.Entries;

namespace Everlatch.Directory.Tokens;

/// <summary>Where one thread makes the signed tokens of one response; nothing of it may be kept across an await.</summary>
public sealed class TokenScratch : IDisposable
{
    [ThreadStatic]
    private static TokenScratch? ofThread;

    private readonly ArrayBufferWriter<byte> json = new(1024);
    private readonly ArrayBufferWriter<byte> tokens = new(4096);
    private readonly Utf8JsonWriter writer;
    private int start;

    private TokenScratch() =>
        writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The scratch of this thread.</summary>
    internal static TokenScratch OfThread => ofThread ??= new TokenScratch();

    /// <summary>The scratch of this thread, emptied: tokens that were made with it before are gone.</summary>
    public static TokenScratch Take()
    {
        OfThread.tokens.ResetWrittenCount();
        return OfThread;
    }

    /// <summary>Begins a token in compact form (RFC 7515 §7.1). Its claims are written to the result.</summary>
    public Utf8JsonWriter BeginToken(SigningKeyEntry key, string type)
    {
        start = tokens.WrittenCount;
        BeginObject();
        writer.WriteString("alg"u8, key.Algorithm);
        writer.WriteString("typ"u8, type);
        writer.WriteString("kid"u8, key.Id.Value);
        AppendEncoded(EndObject());
        tokens.Write("."u8);
        return BeginObject();
    }

    /// <summary>Ends the claims and signs. The token lives until the scratch is taken again.</summary>
    public ReadOnlySpan<byte> EndToken(SigningKeyEntry key)
    {
        AppendEncoded(EndObject());
        Span<byte> signature = stackalloc byte[TokenSigner.MaxSignatureLength];
        var length = TokenSigner.Sign(key, tokens.WrittenSpan[start..], signature);
        tokens.Write("."u8);
        AppendEncoded(signature[..length]);
        return tokens.WrittenSpan[start..];
    }

    /// <inheritdoc />
    public void Dispose() => writer.Dispose();

    /// <summary>Begins a JSON object somewhere else.</summary>
    internal Utf8JsonWriter BeginObject(IBufferWriter<byte> destination)
    {
        writer.Reset(destination);
        writer.WriteStartObject();
        return writer;
    }

    private Utf8JsonWriter BeginObject()
    {
        json.ResetWrittenCount();
        return BeginObject(json);
    }

    private ReadOnlySpan<byte> EndObject()
    {
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenSpan;
    }

    private void AppendEncoded(ReadOnlySpan<byte> bytes) =>
        tokens.Advance(Base64Url.EncodeToUtf8(bytes, tokens.GetSpan(Base64Url.GetEncodedLength(bytes.Length))));
}
