using Everlatch.Directory.Tokens;

namespace Everlatch.Server.Api.Keys;

/// <summary>Which algorithm's key is to be rotated.</summary>
internal sealed record RotationBody
{
    public string Algorithm { get; init; } = SigningAlgorithms.Es256;
}
