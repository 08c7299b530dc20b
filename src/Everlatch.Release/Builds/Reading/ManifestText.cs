using System.Text.Json;
using System.Text.Unicode;
using Everlatch.Hosting;

namespace Everlatch.Release.Builds.Reading;

/// <summary>The file of a manifest. It has one form, so that its digest names its content.</summary>
internal static class ManifestText
{
    /// <summary>More than any release has: a manifest of 1,000 files has about 200 kB.</summary>
    public const int MaxBytes = ThisRelease.MaxManifestBytes;

    private static readonly JsonDocumentOptions Peek = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The file's bytes.</summary>
    public static byte[] Write(ReleaseManifest manifest) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.ReleaseManifest), (byte)'\n'];

    /// <summary>Reads one; the fault when it is none, or one of somebody else.</summary>
    public static ReleaseFault? Read(byte[] bytes, out ReleaseManifest? manifest)
    {
        manifest = null;
        if (!Utf8.IsValid(bytes))
        {
            return Malformed("It is not UTF-8.");
        }

        try
        {
            if (Stranger(bytes) is { } stranger)
            {
                return stranger;
            }

            manifest = JsonSerializer.Deserialize(bytes, ManifestJson.Default.ReleaseManifest);
        }
        catch (JsonException e)
        {
            return Malformed(e.Message);
        }

        return manifest is null ? Malformed("It is empty.")
            : ManifestRules.Check(manifest)
                ?? (Write(manifest).AsSpan().SequenceEqual(bytes) ? null : Malformed("It is not written as it is written here."));
    }

    /// <summary>A fault of the manifest.</summary>
    public static ReleaseFault Malformed(string why) =>
        new("EL2014", $"This is no manifest of a release. {why}") { File = ReleaseManifest.FileName };

    // First of all, since the members that a newer format or another project has are not known here.
    private static ReleaseFault? Stranger(byte[] bytes)
    {
        using var document = JsonDocument.Parse(bytes, Peek);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
        {
            return Malformed("It is no object.");
        }

        return Differs(root, "project", $"\"{ReleaseManifest.OwnProject}\"", "EL2016", "This is a release of another project.")
            ?? Differs(root, "format", $"{ReleaseManifest.CurrentFormat}", "EL2015", "The manifest has an unknown format.");
    }

    private static ReleaseFault? Differs(JsonElement root, string member, string expected, string id, string message)
    {
        var found = root.TryGetProperty(member, out var value) ? value.GetRawText() : null;
        return found == expected
            ? null
            : new ReleaseFault(id, message) { File = ReleaseManifest.FileName, Expected = expected, Found = Short(found) };
    }

    private static string? Short(string? text) => text is { Length: > 60 } ? $"{text[..60]}…" : text;
}
