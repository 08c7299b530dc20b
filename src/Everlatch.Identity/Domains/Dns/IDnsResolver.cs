namespace Everlatch.Identity.Domains.Dns;

/// <summary>One resolver. It keeps nothing: each question is asked anew.</summary>
public interface IDnsResolver
{
    /// <summary>Asks for the records of a name. What goes wrong is a <see cref="DnsAnswer.Fault" />, no exception.</summary>
    Task<DnsAnswer> AskAsync(string name, DnsKind kind, CancellationToken ct);
}
