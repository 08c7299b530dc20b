using System.Web;

namespace Everlatch.Watch.Probes;

/// <summary>Goes through the hosted pages as somebody does who fills in what is asked and presses the first button.</summary>
internal static class HostedPages
{
    // Sign-in, the choice of a tenant, consent, and the redirects between them.
    private const int MostSteps = 12;
    private const string SignIn = "/signin";

    /// <summary>The code that an application gets in the end.</summary>
    public static async Task<string> CodeAsync(ProbeVisit visit, CodeRequest request, string password, CancellationToken ct)
    {
        var answer = await visit.GetAsync("authorize", request.Address, ct);
        var at = request.Address;
        for (var step = 0; step < MostSteps; step++)
        {
            if (answer.Expect(200, 302, 303).Status == 200)
            {
                (answer, at) = await PressAsync(visit, answer, at, password, ct);
            }
            else if (answer.Location is { } next && request.IsBack(next))
            {
                return Code(request, next);
            }
            else
            {
                at = Follow(visit, answer);
                answer = await visit.GetAsync(StepOf(at), at, ct);
            }
        }

        throw new ProbeFailedException(FailureKind.WrongAnswer, $"{answer.Step}: the pages lead nowhere.");
    }

    /// <summary>What the sign-in page answers to a password.</summary>
    public static async Task<ProbeAnswer> TryAsync(ProbeVisit visit, string password, CancellationToken ct)
    {
        var page = (await visit.GetAsync("page", SignIn, ct)).Expect(200);
        return (await PressAsync(visit, page, SignIn, password, ct)).Answer;
    }

    private static async Task<(ProbeAnswer Answer, string At)> PressAsync(
        ProbeVisit visit, ProbeAnswer page, string at, string password, CancellationToken ct)
    {
        var form = PageForm.Find(page, PathOf(at));
        if (form.AsksForPassword)
        {
            form.Fill("email", visit.Access.User.Email);
            form.Fill("password", password);
        }

        return (await visit.PostAsync("form of " + PathOf(at), form.Action, form.Fields, ct), form.Action);
    }

    private static string Follow(ProbeVisit visit, ProbeAnswer answer)
    {
        var next = answer.Location is { } location ? new Uri(visit.Issuer, location) : null;
        return next?.Authority == visit.Issuer.Authority
            ? next.PathAndQuery
            : throw new ProbeFailedException(
                FailureKind.WrongAnswer, $"{answer.Step}: the browser is sent to no page of the issuer, and not back either.");
    }

    private static string Code(CodeRequest request, Uri back)
    {
        var query = HttpUtility.ParseQueryString(back.Query);
        if (query["error"] is not null)
        {
            throw new ProbeFailedException(
                FailureKind.Refused, "authorize: the application got an error in the place of a code.");
        }

        return query["state"] == request.State && query["code"] is { Length: > 0 } code
            ? code
            : throw new ProbeFailedException(FailureKind.WrongAnswer, "authorize: the browser came back without code or state.");
    }

    private static string StepOf(string address) =>
        PathOf(address) == "/oauth2/authorize" ? "authorize again" : "page " + PathOf(address);

    private static string PathOf(string address) => address.Split('?')[0];
}
