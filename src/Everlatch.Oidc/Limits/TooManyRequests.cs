namespace Everlatch.Oidc.Limits;

/// <summary>Marks a request that was refused because others came before it.</summary>
/// <param name="RetryAfter">How long to wait.</param>
internal sealed record TooManyRequests(TimeSpan RetryAfter);
