using Everlatch.Core;

namespace Everlatch.Hosting.Faults;

/// <summary>Writes a problem as RFC 9457 says.</summary>
public static class ProblemResponse
{
    private const string ContentType = "application/problem+json";

    /// <summary>Replaces whatever the response held by a problem.</summary>
    public static Task WriteAsync(HttpContext context, Problem problem)
    {
        context.Response.StatusCode = problem.Status;
        return context.Response.WriteAsJsonAsync(
            new ProblemBody
            {
                Type = $"urn:everlatch:error:{problem.Id}",
                Title = problem.Title,
                Status = problem.Status,
                Id = problem.Id,
                Field = problem.Field,
                Request = context.TraceIdentifier,
            },
            FaultJson.Default.ProblemBody,
            ContentType);
    }
}
