using Everlatch.Core;
using Everlatch.Hosting.Faults;
using Everlatch.Server.Faults;

namespace Everlatch.Server.Api.Http;

/// <summary>Answers with a problem.</summary>
internal sealed class ProblemResult(Problem problem) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => problem.Status;

    public Task ExecuteAsync(HttpContext httpContext) => ProblemResponse.WriteAsync(httpContext, problem);
}
