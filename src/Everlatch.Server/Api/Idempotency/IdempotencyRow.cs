namespace Everlatch.Server.Api.Idempotency;

/// <summary>What is known of a key that was used before.</summary>
internal sealed record IdempotencyRow
{
    public required byte[] RequestSha256 { get; init; }

    public byte[]? ResponseSealed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
