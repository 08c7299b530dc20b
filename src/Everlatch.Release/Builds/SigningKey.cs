using System.Security.Cryptography;
using Everlatch.Release.Builds.Reading;

namespace Everlatch.Release.Builds;

/// <summary>The private key that releases are signed with: ECDSA on P-256, in PEM, readable by its owner alone.</summary>
public sealed class SigningKey : IDisposable
{
    private const int MaxBytes = 16 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = (UnixFileMode)0b111_111;
    private readonly ECDsa key;

    private SigningKey(ECDsa key) => this.key = key;

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo) in hex.</summary>
    public string Id => P256.IdOf(key);

    /// <summary>The public key in PEM, which nodes and controllers are given.</summary>
    public string PublicPem => key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>Makes a new pair: the private key in a new file, the public one beside it in <c>FILE.pub</c>.</summary>
    /// <exception cref="ReleaseException">One of the files exists, or cannot be made.</exception>
    public static SigningKey Create(string file)
    {
        var made = new SigningKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        try
        {
            Write($"{file}.pub", made.PublicPem, OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
            Write(file, made.key.ExportPkcs8PrivateKeyPem() + "\n", OwnerOnly);
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            made.Dispose();
            throw new ReleaseException("EL2006", $"A new key cannot be written to {file} and {file}.pub: {e.Message}", e);
        }
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="ReleaseException">It is missing, open to others, or no such key.</exception>
    public static SigningKey Read(string file)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
            {
                throw new ReleaseException(
                    "EL2005", $"The signing key {file} is open to others. Expected rights 0600: chmod 600 {file}");
            }

            return new SigningKey(P256.ImportPrivate(BoundedFile.ReadText(file, MaxBytes), file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException("EL2004", $"The signing key {file} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The file of a signature over these bytes.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> bytes) => SignatureText.Write(new ReleaseSignature(
        ReleaseSignature.CurrentFormat,
        Id,
        key.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));

    /// <inheritdoc />
    public void Dispose() => key.Dispose();

    private static void Write(string file, string text, UnixFileMode rights)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = rights;
        }

        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }
}
