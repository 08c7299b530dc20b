namespace Everlatch.Edge.Forwarding;

/// <summary>What an edge holds of a request's body.</summary>
/// <param name="IsWhole">Whether that is all of it, or there is none: then the request can be sent as often as one likes.</param>
/// <param name="Bytes">The body; null when there is none, or when it is streamed.</param>
internal readonly record struct KeptBody(bool IsWhole, byte[]? Bytes = null)
{
    private static readonly HttpRequestOptionsKey<byte[]> Key = new("Everlatch.Body");

    /// <summary>Has a request carry it to the handler that sends it.</summary>
    public void AddTo(HttpRequestMessage request)
    {
        if (Bytes is not null && request.Content is not null)
        {
            request.Options.Set(Key, Bytes);
        }
    }

    /// <summary>The body that a request carries; null when it carries none.</summary>
    public static byte[]? Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var bytes) ? bytes : null;
}
