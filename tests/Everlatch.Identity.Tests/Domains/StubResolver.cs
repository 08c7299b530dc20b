using Everlatch.Identity.Domains.Dns;

namespace Everlatch.Identity.Tests.Domains;

/// <summary>A resolver that answers what a test says; what it was told nothing of does not exist.</summary>
internal sealed class StubResolver(Func<string, DnsKind, DnsAnswer?> answer) : IDnsResolver
{
    public static readonly StubResolver Silent = new((_, _) => new DnsAnswer.Fault("silent"));

    public static readonly StubResolver Empty = new((_, _) => null);

    public int Asked { get; private set; }

    public Task<DnsAnswer> AskAsync(string name, DnsKind kind, CancellationToken ct)
    {
        Asked++;
        return Task.FromResult(answer(name, kind) ?? new DnsAnswer.Records([]));
    }
}
