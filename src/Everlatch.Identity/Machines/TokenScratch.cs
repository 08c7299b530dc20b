using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Everlatch.Identity.Machines;

/// <summary>Buffers of one thread for making one token at a time; nothing of it may be kept across an await.</summary>
internal sealed class TokenScratch : IDisposable
{
    [ThreadStatic]
    private static TokenScratch? ofThread;

    private readonly ArrayBufferWriter<byte> json = new(1024);

    private TokenScratch() =>
        Writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The scratch of this thread.</summary>
    public static TokenScratch OfThread => ofThread ??= new TokenScratch();

    /// <summary>Writes JSON to where it was begun.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>The compact token.</summary>
    public ArrayBufferWriter<byte> Token { get; } = new(2048);

    /// <summary>Begins a JSON object in the scratch itself.</summary>
    public Utf8JsonWriter BeginObject()
    {
        json.ResetWrittenCount();
        return BeginObject(json);
    }

    /// <summary>Begins a JSON object somewhere else.</summary>
    public Utf8JsonWriter BeginObject(IBufferWriter<byte> destination)
    {
        Writer.Reset(destination);
        Writer.WriteStartObject();
        return Writer;
    }

    /// <summary>Ends the object that was begun in the scratch.</summary>
    public ReadOnlySpan<byte> EndObject()
    {
        Writer.WriteEndObject();
        Writer.Flush();
        return json.WrittenSpan;
    }

    /// <inheritdoc />
    public void Dispose() => Writer.Dispose();
}
