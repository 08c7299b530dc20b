namespace Everlatch.Watch.Probes;

/// <summary>Reads discovery and keys, as every client does that starts.</summary>
internal sealed class DocumentsProbe : IProbe
{
    public string Name => "documents";

    public async Task RunAsync(ProbeVisit visit, CancellationToken ct)
    {
        var answer = await visit.GetAsync("discovery", "/.well-known/openid-configuration", ct);
        var issuer = AnswerDocument.Of(answer.Expect(200)).Required("discovery", "issuer");
        if (issuer.TrimEnd('/') != visit.Issuer.AbsoluteUri.TrimEnd('/'))
        {
            throw new ProbeFailedException(
                FailureKind.WrongAnswer, $"discovery: the issuer {visit.Issuer} was expected, it says another one.");
        }

        await PublishedKeys.ReadAsync(visit, ct);
    }
}
