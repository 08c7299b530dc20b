namespace Everlatch.Watch.Probes;

/// <summary>
/// A person signs in to an application through the hosted pages, in a browser that runs no script: page, form, code, tokens.
/// </summary>
internal sealed class SignInProbe : IProbe
{
    public string Name => "sign-in";

    public async Task RunAsync(ProbeVisit visit, CancellationToken ct)
    {
        visit.Memory.CanSignIn = false;
        var request = new CodeRequest(visit.Access.Web);
        var code = await HostedPages.CodeAsync(visit, request, visit.Access.User.Password, ct);
        visit.Memory.CanSignIn = true;
        var tokens = await ClientRequests.RedeemAsync(visit, request, code, ct);
        await VerifyAsync(visit, request, tokens, ct);
        await KeepAsync(visit, tokens.Required("code", "refresh_token"), ct);
    }

    private static async Task VerifyAsync(ProbeVisit visit, CodeRequest request, AnswerDocument tokens, CancellationToken ct)
    {
        var keys = await PublishedKeys.ReadAsync(visit, ct);
        var claims = await keys.VerifyAsync("code", tokens.Required("code", "id_token"), visit.Access.Web.ClientId);
        if (!claims.TryGetValue("nonce", out var nonce) || !request.Nonce.Equals(nonce))
        {
            throw new ProbeFailedException(FailureKind.WrongAnswer, "code: the id_token has another nonce than was asked for.");
        }
    }

    // The session before this one ends: probes leave no heap of sessions behind.
    private static async Task KeepAsync(ProbeVisit visit, string refreshToken, CancellationToken ct)
    {
        var before = visit.Memory.RefreshToken;
        visit.Memory.RefreshToken = refreshToken;
        if (before is not null)
        {
            await ClientRequests.RevokeAsync(visit, before, ct);
        }
    }
}
