using Everlatch.Core;

namespace Everlatch.Server.Api.Http;

/// <summary>A parameter that cannot be bound, with the problem to answer; parameter binding has no other way to say no.</summary>
internal sealed class RefusedRequestException(Problem problem) : BadHttpRequestException(problem.Title, problem.Status)
{
    public Problem Problem => problem;
}
