namespace Everlatch.Hosting.Faults;

/// <summary>An error as OAuth endpoints say it (RFC 6749 §5.2).</summary>
public static class OAuthError
{
    /// <summary>Whether a path belongs to the protocols, whose clients understand only this.</summary>
    public static bool Speaks(PathString path) => path.StartsWithSegments("/oauth2", StringComparison.OrdinalIgnoreCase);

    /// <summary>Writes it.</summary>
    public static Task WriteAsync(HttpContext context, int status, string error, string description)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new OAuthErrorBody(error, description), FaultJson.Default.OAuthErrorBody);
    }
}
