using Everlatch.Core;
using Everlatch.Edge.Forwarding;

namespace Everlatch.Edge.Hosts;

/// <summary>
/// Answers certificate authorities by plain http, before hosts are looked at: a domain is proven before it is anybody's host.
/// Nothing at that path is ever forwarded.
/// </summary>
internal sealed class AnswerChallenges(RequestDelegate next, IEnumerable<IChallengeFiles> files)
{
    private static readonly PathString Challenges = "/.well-known/acme-challenge";
    private readonly IChallengeFiles[] files = [.. files];

    public Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments(Challenges, StringComparison.Ordinal, out var rest))
        {
            return next(context);
        }

        var token = rest.Value?.TrimStart('/') ?? "";
        var answer = HttpMethods.IsGet(context.Request.Method) && HostName.TryParse(context.Request.Host.Host, out var host)
            ? files.Select(folder => folder.Find(host, token)).FirstOrDefault(found => found is not null)
            : null;
        if (answer is null)
        {
            return EdgeAnswers.WriteAsync(context, EdgeProblems.NothingHere);
        }

        context.Response.ContentType = "application/octet-stream";
        return context.Response.WriteAsync(answer, context.RequestAborted);
    }
}
