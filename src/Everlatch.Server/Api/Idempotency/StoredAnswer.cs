namespace Everlatch.Server.Api.Idempotency;

/// <summary>An answer kept for a repeated request. It may hold a secret and is stored sealed.</summary>
internal sealed record StoredAnswer(int Status, string? ContentType, string? Location, string? ETag, byte[] Body)
{
    /// <summary>Takes what a handler wrote.</summary>
    public static StoredAnswer Of(HttpResponse response, byte[] body) => new(
        response.StatusCode, response.ContentType, Text(response.Headers.Location), Text(response.Headers.ETag), body);

    /// <summary>Sends it.</summary>
    public async Task WriteAsync(HttpResponse response, CancellationToken ct)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.Location = Location;
        response.Headers.ETag = ETag;
        response.ContentLength = Body.Length;
        await response.Body.WriteAsync(Body, ct);
    }

    private static string? Text(Microsoft.Extensions.Primitives.StringValues header) =>
        header.Count == 0 ? null : header.ToString();
}
