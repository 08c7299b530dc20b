namespace Everlatch.Identity.Certificates.Acme;

/// <summary>What an authority answered.</summary>
/// <param name="Value">The resource.</param>
/// <param name="Location">Its address, when it is new.</param>
/// <param name="RetryAt">When to look again, when the authority said so.</param>
internal sealed record AcmeAnswer<T>(T Value, Uri? Location, DateTimeOffset? RetryAt);
