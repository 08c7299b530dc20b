using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Everlatch.Schema.Catalogs;

/// <summary>JSON whose strings escape no more than JSON asks for: these files are for people.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class Readable : JsonSerializerContext
{
    /// <summary>The one to use.</summary>
    public static Readable Plain { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
