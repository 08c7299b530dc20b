namespace Everlatch.Watch.Probes;

/// <summary>An application goes on with a session that somebody began at this target.</summary>
internal sealed class RefreshProbe : IProbe
{
    public string Name => "refresh";

    public async Task RunAsync(ProbeVisit visit, CancellationToken ct)
    {
        if (visit.Memory.RefreshToken is not { } token)
        {
            return;
        }

        // Until the answer is there nobody knows whether it was spent: a second use might look like theft.
        visit.Memory.RefreshToken = null;
        var answer = await ClientRequests.RefreshAsync(visit, token, ct);
        visit.Memory.RefreshToken = answer.Required("refresh", "refresh_token");
        var keys = await PublishedKeys.ReadAsync(visit, ct);
        await keys.VerifyAsync("refresh", answer.Required("refresh", "id_token"), visit.Access.Web.ClientId);
    }
}
