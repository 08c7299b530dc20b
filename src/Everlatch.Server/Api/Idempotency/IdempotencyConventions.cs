namespace Everlatch.Server.Api.Idempotency;

/// <summary>How a route says that it honours idempotency keys.</summary>
internal static class IdempotencyConventions
{
    /// <summary>A repeated request with the same key gets the first one's answer.</summary>
    public static TBuilder Idempotent<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new IdempotentRoute());
}
