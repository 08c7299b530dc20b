namespace Everlatch.Release.Builds.Reading;

/// <summary>A signature over the bytes of a manifest, as its file holds it.</summary>
/// <param name="Format">The form of the file.</param>
/// <param name="Key">Id of the key: SHA-256 of the public key in hex.</param>
/// <param name="Signature">ECDSA over SHA-256 of the manifest's bytes, as DER: Base64 in the file.</param>
internal sealed record ReleaseSignature(int Format, string Key, byte[] Signature)
{
    /// <summary>The form that this build writes and reads.</summary>
    public const int CurrentFormat = 1;
}
