using Everlatch.Core.Ids;

namespace Everlatch.Directory.Entries;

/// <summary>The stored half of a client's secret.</summary>
/// <param name="Id">Names it, so that it can be taken away.</param>
/// <param name="Sha256">Hash of a 256-bit random secret.</param>
/// <param name="ExpiresAt">When it stops counting; null when it does not.</param>
public sealed record ClientSecret(SecretId Id, ReadOnlyMemory<byte> Sha256, DateTimeOffset? ExpiresAt);
