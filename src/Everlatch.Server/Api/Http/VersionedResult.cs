
namespace Everlatch.Server.Api.Http;

/// <summary>A thing with its version as strong entity tag, so that a change can name what it was made from.</summary>
internal sealed class VersionedResult<T>(T body, long version, int status, string? location) : IResult, IStatusCodeHttpResult
{
    public int? StatusCode => status;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.ETag = $"\"{version}\"";
        if (location is not null)
        {
            response.Headers.Location = location;
        }

        return response.WriteAsJsonAsync(body, httpContext.RequestAborted);
    }
}
