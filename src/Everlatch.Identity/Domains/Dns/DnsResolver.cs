using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace Everlatch.Identity.Domains.Dns;

/// <summary>Asks one resolver over UDP, and over TCP what does not fit.</summary>
internal sealed class DnsResolver : IDnsResolver
{
    private const int MaxRecords = 100;
    private readonly LookupClient client;

    public DnsResolver(NameServer server, TimeSpan timeout) => client = new LookupClient(new LookupClientOptions(server)
    {
        UseCache = false,
        Timeout = timeout,
        Retries = 1,
        ThrowDnsErrors = false,
    });

    /// <summary>The resolvers that are configured, or else the system's.</summary>
    public static DnsResolvers Of(DomainOptions options)
    {
        IEnumerable<NameServer> servers = options.Resolvers.Count > 0
            ? options.Resolvers.Select(address => new NameServer(IPEndPoint.Parse(address)))
            : NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false);
        var timeout = TimeSpan.FromMilliseconds(options.ResolverMilliseconds);
        return new([.. servers.Select(server => new DnsResolver(server, timeout))]);
    }

    public async Task<DnsAnswer> AskAsync(string name, DnsKind kind, CancellationToken ct)
    {
        if (kind != DnsKind.Address)
        {
            return await AskAsync(
                name, kind switch { DnsKind.Txt => QueryType.TXT, DnsKind.Caa => QueryType.CAA, _ => QueryType.CNAME }, ct);
        }

        var (four, six) = (await AskAsync(name, QueryType.A, ct), await AskAsync(name, QueryType.AAAA, ct));
        return (four, six) switch
        {
            (DnsAnswer.Records a, DnsAnswer.Records b) => new DnsAnswer.Records([.. a.Values, .. b.Values]),
            (DnsAnswer.Fault, _) => four,
            _ => six,
        };
    }

    private async Task<DnsAnswer> AskAsync(string name, QueryType type, CancellationToken ct)
    {
        try
        {
            var response = await client.QueryAsync(name, type, QueryClass.IN, ct);
            return response.Header.ResponseCode switch
            {
                DnsHeaderResponseCode.NoError => new DnsAnswer.Records(ValuesIn(response.Answers, type)),
                DnsHeaderResponseCode.NotExistentDomain => new DnsAnswer.Records([]),
                var code => new DnsAnswer.Fault(code.ToString()),
            };
        }
#pragma warning disable CA1031 // Whatever is wrong with a resolver or its answer says nothing about the name.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new DnsAnswer.Fault(e is SocketException socket
                ? socket.SocketErrorCode.ToString()
                : string.Create(CultureInfo.InvariantCulture, $"{e.GetType().Name}: {e.Message}"));
        }
    }

    // Aliases on the way to CAA records say nothing about who may issue.
    private static ImmutableArray<string> ValuesIn(IEnumerable<DnsResourceRecord> answers, QueryType type) =>
    [
        .. answers.Take(MaxRecords)
            .Where(record => type != QueryType.CAA || record is CaaRecord)
            .Select(ValueOf)
            .OfType<string>(),
    ];

    private static string? ValueOf(DnsResourceRecord record) => record switch
    {
        TxtRecord text => string.Concat(text.Text),
        CNameRecord alias => alias.CanonicalName.Value.TrimEnd('.'),
        AddressRecord address => address.Address.ToString(),
        CaaRecord caa => string.Create(CultureInfo.InvariantCulture, $"{caa.Flags} {caa.Tag} {caa.Value}"),
        _ => null,
    };
}
