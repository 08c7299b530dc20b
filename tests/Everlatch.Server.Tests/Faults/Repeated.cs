using System.Net;

namespace Everlatch.Server.Tests.Faults;

/// <summary>
/// What somebody is told who sends a request again that had happened and whose answer was lost: as if it had not, or the truth.
/// </summary>
internal static class Repeated
{
    // A person sees that it is done. Tokens are not among these: an application that repeats a request for them gets them.
    private static readonly Dictionary<string, (HttpStatusCode Status, string Target)> Pages = new(StringComparer.Ordinal)
    {
        ["GET /oauth2/authorize (pushed)"] = (HttpStatusCode.BadRequest, ""),
        ["POST /verify (another browser)"] = (HttpStatusCode.Gone, ""),
        ["POST /verify (the same browser)"] = (HttpStatusCode.Gone, ""),
        ["POST /password/reset"] = (HttpStatusCode.Gone, ""),
        ["POST /invitations"] = (HttpStatusCode.SeeOther, "/invitations"),
        ["POST /account/password"] = (HttpStatusCode.UnprocessableEntity, ""),
        ["POST /account/sessions/end (their own)"] = (HttpStatusCode.SeeOther, "/signin"),
        ["POST /device (allow)"] = (HttpStatusCode.UnprocessableEntity, ""),
        ["POST /device (deny)"] = (HttpStatusCode.UnprocessableEntity, ""),
    };

    /// <summary>Whether this is what a request's sender is told, other than in the usual way.</summary>
    public static bool TellsTheTruth(SweptRequest request, HttpStatusCode status, string target) =>
        request.Route.Contains(" /api/v1/", StringComparison.Ordinal)
            ? status == OfManagement(request.Route.Split(' ')[0], status)
            : Pages.TryGetValue(request.ToString(), out var done) && done == (status, target);

    // Without an Idempotency-Key: it is gone, it is there already, or what it is a part of has another version by now.
    private static HttpStatusCode OfManagement(string method, HttpStatusCode status) => (method, status) switch
    {
        ("DELETE", not HttpStatusCode.PreconditionFailed) => HttpStatusCode.NotFound,
        ("POST", HttpStatusCode.Conflict) => HttpStatusCode.Conflict,
        _ => HttpStatusCode.PreconditionFailed,
    };
}
