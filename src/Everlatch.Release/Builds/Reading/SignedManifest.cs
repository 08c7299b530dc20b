using System.Security.Cryptography;

namespace Everlatch.Release.Builds.Reading;

/// <summary>Reads the manifest of a folder once its signature is seen to be good, and not before.</summary>
internal static class SignedManifest
{
    private const int MaxSignatureBytes = 4 * 1024;
    private const int IdShown = 16;

    /// <summary>Reads it; the fault when it is not to be believed.</summary>
    public static ReleaseFault? Read(string folder, ReleaseKeys keys, out ReleaseManifest? manifest)
    {
        manifest = null;
        byte[] bytes;
        byte[] signature;
        try
        {
            bytes = BoundedFile.Read(PlainFile(folder, ReleaseManifest.FileName), ManifestText.MaxBytes);
            signature = BoundedFile.Read(PlainFile(folder, ReleaseManifest.SignatureFileName), MaxSignatureBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ReleaseFault("EL2010", $"There is no signed release in {folder}: {e.Message}");
        }

        return SignatureText.Read(signature, out var read)
            ?? Check(bytes, read!, keys)
            ?? ManifestText.Read(bytes, out manifest);
    }

    private static ReleaseFault? Check(byte[] bytes, ReleaseSignature signature, ReleaseKeys keys)
    {
        using var key = keys.Find(signature.Key);
        if (key is null)
        {
            return new ReleaseFault("EL2012", "The release is signed with a key that is not trusted here.")
            {
                File = ReleaseManifest.SignatureFileName,
                Expected = "key " + string.Join(" or ", keys.Ids.Select(Short)),
                Found = $"key {Short(signature.Key)}",
            };
        }

        return key.VerifyData(bytes, signature.Signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            ? null
            : new ReleaseFault("EL2013", "The signature is not one over this manifest: one of the two was changed.")
            {
                File = ReleaseManifest.FileName,
            };
    }

    private static string Short(string id) => string.Concat(id.Take(IdShown).Where(char.IsAsciiLetterOrDigit));

    // Before it is opened: a link may lead to anything, and to open a pipe waits for somebody at its other end.
    private static string PlainFile(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        return file switch
        {
            { LinkTarget: not null } => throw new IOException($"{name} is a link."),
            { Exists: false } => throw new FileNotFoundException($"{name} is missing."),
            { Length: 0 } => throw new IOException($"{name} is empty."),
            _ => file.FullName,
        };
    }
}
