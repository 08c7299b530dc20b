using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Directory.Tokens;

/// <summary>A document that anybody may read and keep for a while, as it is sent.</summary>
public sealed class PublishedDocument
{
    /// <summary>Takes a document.</summary>
    /// <param name="utf8">JSON.</param>
    public PublishedDocument(ReadOnlyMemory<byte> utf8)
    {
        Utf8 = utf8;
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(utf8.Span)[..16])}\"";
    }

    /// <summary>How long a reader may keep it; a new key signs only after it, so that nobody meets an unknown kid.</summary>
    public static TimeSpan CacheLifetime { get; } = TimeSpan.FromMinutes(10);

    private static string CacheControl { get; } = $"public, max-age={(int)CacheLifetime.TotalSeconds}";

    /// <summary>The document as JSON.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Its strong entity tag (RFC 9110 §8.8.3): the same wherever the document is answered.</summary>
    public string ETag { get; }

    /// <summary>Answers with it, or says that the reader has it already. Browsers of any origin may read it.</summary>
    public Task WriteAsync(HttpContext context, string contentType)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = CacheControl;
        headers.ETag = ETag;
        headers.AccessControlAllowOrigin = "*";
        if (context.Request.Headers.IfNoneMatch.Any(value => value == ETag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = contentType;
        context.Response.ContentLength = Utf8.Length;
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(Utf8, context.RequestAborted).AsTask();
    }
}
