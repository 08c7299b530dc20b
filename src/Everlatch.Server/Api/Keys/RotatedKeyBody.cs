using Everlatch.Core.Ids;

namespace Everlatch.Server.Api.Keys;

/// <summary>The key that takes over, as sent.</summary>
/// <param name="Id">The key.</param>
/// <param name="SignsFrom">When it takes over; until then it is published for verifiers to learn of.</param>
internal sealed record RotatedKeyBody(KeyId Id, DateTimeOffset SignsFrom);
