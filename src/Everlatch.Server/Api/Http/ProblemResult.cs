using Everlatch.Core;

namespace Everlatch.Server.Api.Http;

/// <summary>Answers with a problem: the one place that turns a refusal into HTTP.</summary>
internal sealed class ProblemResult(Problem problem) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => problem.Status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = problem.Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.WriteAsJsonAsync(
            ProblemDocument.Of(problem), options: null, ProblemDocument.ContentType, httpContext.RequestAborted);
    }
}
