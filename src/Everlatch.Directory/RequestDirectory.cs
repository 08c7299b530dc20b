using Microsoft.AspNetCore.Http;

namespace Everlatch.Directory;

/// <summary>Where a request arrived, as the host resolved it before anything else ran.</summary>
public static class RequestDirectory
{
    /// <summary>The environment and host of this request. Nothing else may be read from its Host header.</summary>
    /// <exception cref="InvalidOperationException">The endpoint answers without a directory, such as a health check.</exception>
    public static DirectoryHost Here(this HttpContext context) =>
        context.Features.Get<DirectoryHost>()
        ?? throw new InvalidOperationException("This request was not resolved to an environment.");
}
