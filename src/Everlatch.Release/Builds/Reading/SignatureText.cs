using System.Text.Json;

namespace Everlatch.Release.Builds.Reading;

/// <summary>The file of a signature. It has one form: another one of the same meaning is refused.</summary>
internal static class SignatureText
{
    /// <summary>The file's bytes.</summary>
    public static byte[] Write(ReleaseSignature signature) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(signature, ManifestJson.Default.ReleaseSignature), (byte)'\n'];

    /// <summary>Reads one; the fault when it is none.</summary>
    public static ReleaseFault? Read(byte[] bytes, out ReleaseSignature? signature)
    {
        signature = null;
        try
        {
            signature = JsonSerializer.Deserialize(bytes, ManifestJson.Default.ReleaseSignature);
        }
        catch (JsonException e)
        {
            return Malformed(e.Message);
        }

        return signature switch
        {
            null => Malformed("It is empty."),
            { Format: not ReleaseSignature.CurrentFormat } => new ReleaseFault("EL2015", "The signature has an unknown format.")
            {
                File = ReleaseManifest.SignatureFileName,
                Expected = $"{ReleaseSignature.CurrentFormat}",
                Found = $"{signature.Format}",
            },
            _ => Write(signature).AsSpan().SequenceEqual(bytes) ? null : Malformed("It is not written as it is written here."),
        };
    }

    private static ReleaseFault Malformed(string why) =>
        new("EL2011", $"This is no signature of a release. {why}") { File = ReleaseManifest.SignatureFileName };
}
