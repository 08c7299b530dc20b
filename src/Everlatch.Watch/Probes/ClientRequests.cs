namespace Everlatch.Watch.Probes;

/// <summary>What the application behind a sign-in asks for by itself, with its secret.</summary>
internal static class ClientRequests
{
    /// <summary>Tokens for a code.</summary>
    public static async Task<AnswerDocument> RedeemAsync(
        ProbeVisit visit, CodeRequest request, string code, CancellationToken ct) =>
        AnswerDocument.Of((await visit.PostAsync(
            "code",
            "/oauth2/token",
            Form(
                visit,
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", visit.Access.Web.RedirectUri.OriginalString),
                ("code_verifier", request.Verifier)),
            ct)).Expect(200));

    /// <summary>Tokens for a refresh token.</summary>
    public static async Task<AnswerDocument> RefreshAsync(ProbeVisit visit, string refreshToken, CancellationToken ct) =>
        AnswerDocument.Of((await visit.PostAsync(
            "refresh",
            "/oauth2/token",
            Form(visit, ("grant_type", "refresh_token"), ("refresh_token", refreshToken)),
            ct)).Expect(200));

    /// <summary>Ends what a refresh token stands for.</summary>
    public static async Task RevokeAsync(ProbeVisit visit, string refreshToken, CancellationToken ct) =>
        (await visit.PostAsync("revoke", "/oauth2/revoke", Form(visit, ("token", refreshToken)), ct)).Expect(200);

    private static IEnumerable<KeyValuePair<string, string>> Form(
        ProbeVisit visit, params (string Name, string Value)[] fields) =>
    [
        new("client_id", visit.Access.Web.ClientId),
        new("client_secret", visit.Access.Web.ClientSecret),
        .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)),
    ];
}
