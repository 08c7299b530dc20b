namespace Everlatch.Watch.Probes;

/// <summary>A machine gets a token that whoever knows the published keys believes.</summary>
internal sealed class MachineTokenProbe : IProbe
{
    public string Name => "machine-token";

    public async Task RunAsync(ProbeVisit visit, CancellationToken ct)
    {
        var token = await TokenAsync(visit, ct);
        var keys = await PublishedKeys.ReadAsync(visit, ct);
        await keys.VerifyAsync("token", token, visit.Access.Machine.Audience);
    }

    /// <summary>Gets the token alone.</summary>
    public static async Task<string> TokenAsync(ProbeVisit visit, CancellationToken ct)
    {
        var machine = visit.Access.Machine;
        var answer = await visit.PostAsync(
            "token",
            "/oauth2/token",
            [
                new("grant_type", "client_credentials"),
                new("client_id", machine.ClientId),
                new("client_secret", machine.ClientSecret),
                new("resource", machine.Audience),
            ],
            ct);
        return AnswerDocument.Of(answer.Expect(200)).Required("token", "access_token");
    }
}
