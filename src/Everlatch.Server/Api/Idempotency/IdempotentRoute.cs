namespace Everlatch.Server.Api.Idempotency;

/// <summary>A route that makes something and may be told so twice: it honours <c>Idempotency-Key</c>.</summary>
internal sealed record IdempotentRoute;
