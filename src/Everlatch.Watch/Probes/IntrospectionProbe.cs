namespace Everlatch.Watch.Probes;

/// <summary>A machine asks whether its token counts.</summary>
internal sealed class IntrospectionProbe : IProbe
{
    private const string Introspection = "introspection";

    public string Name => Introspection;

    public async Task RunAsync(ProbeVisit visit, CancellationToken ct)
    {
        var token = await MachineTokenProbe.TokenAsync(visit, ct);
        var machine = visit.Access.Machine;
        var answer = await visit.PostAsync(
            Introspection,
            "/oauth2/introspect",
            [new("token", token), new("client_id", machine.ClientId), new("client_secret", machine.ClientSecret)],
            ct);
        var said = AnswerDocument.Of(answer.Expect(200));
        if (!said.IsTrue("active") || said.Text("client_id") != machine.ClientId)
        {
            throw new ProbeFailedException(
                FailureKind.WrongAnswer,
                $"{Introspection}: a token that was just issued is said to be not active, or another's.");
        }
    }
}
