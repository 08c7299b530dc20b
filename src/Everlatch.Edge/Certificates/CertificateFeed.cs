using Everlatch.Core;
using Everlatch.Edge.Regions;
using Everlatch.Hosting;
using Microsoft.Extensions.Options;

namespace Everlatch.Edge.Certificates;

/// <summary>
/// The identity server's side: <c>GET /edge/certificates/HOST</c> and <c>GET /edge/challenges/HOST</c> for who has the token
/// of the routing feed.
/// </summary>
public static class CertificateFeed
{
    /// <summary>A host's certificate, sealed with the edge key.</summary>
    internal const string Certificates = "/edge/certificates/";

    /// <summary>What answers TLS-ALPN-01 for a host.</summary>
    internal const string Challenges = "/edge/challenges/";

    private const string Sealed = "application/octet-stream";
    private const string Text = "text/plain";

    /// <summary>Whether a path is one of these.</summary>
    internal static bool Has(PathString path) =>
        path.Value is { } value
        && (value.StartsWith(Certificates, StringComparison.Ordinal) || value.StartsWith(Challenges, StringComparison.Ordinal));

    /// <summary>
    /// Answers edges before hosts are looked at. For others there is nothing there, and for nobody without an edge key.
    /// </summary>
    /// <exception cref="StartRefusedException">The edge key cannot be used.</exception>
    public static void UseCertificateFeed(this IApplicationBuilder app)
    {
        var options = app.ApplicationServices.GetRequiredService<IOptions<FeedOptions>>().Value;
        if (options.CertificateKeyFile.Length == 0 || options.Token.Length == 0)
        {
            return;
        }

        var (bearer, key) = (new BearerToken(options.Token), new EdgeKey(EdgeKey.File.Read(options.CertificateKeyFile)));
        var source = app.ApplicationServices.GetRequiredService<ICertificateSource>();
        app.MapWhen(
            context => Has(context.Request.Path) && bearer.IsIn(context.Request),
            feed => feed.Run(context => AnswerAsync(context, source, key)));
    }

    /// <summary>Answers a question of an edge.</summary>
    internal static Task AnswerAsync(HttpContext context, ICertificateSource source, EdgeKey key)
    {
        var path = context.Request.Path.Value!;
        context.Response.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsGet(context.Request.Method) || !HostName.TryParse(path[(path.LastIndexOf('/') + 1)..], out var host))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return path.StartsWith(Certificates, StringComparison.Ordinal)
            ? AnswerCertificateAsync(context, host, source, key)
            : AnswerChallengeAsync(context, host, source);
    }

    private static async Task AnswerCertificateAsync(HttpContext context, HostName host, ICertificateSource source, EdgeKey key)
    {
        if (await source.FindAsync(host, context.RequestAborted) is not { } certificate)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = Sealed;
        await context.Response.Body.WriteAsync(key.Seal(host, certificate), context.RequestAborted);
    }

    private static async Task AnswerChallengeAsync(HttpContext context, HostName host, ICertificateSource source)
    {
        if (await source.FindTlsAlpnAnswerAsync(host, context.RequestAborted) is not { } authorization)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = Text;
        await context.Response.WriteAsync(authorization, context.RequestAborted);
    }
}
