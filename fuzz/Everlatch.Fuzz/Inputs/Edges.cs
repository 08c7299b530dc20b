using System.Buffers;
using System.Buffers.Binary;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Edge.Certificates;
using Everlatch.Edge.Regions;

namespace Everlatch.Fuzz.Inputs;

/// <summary>What edges read: signed, and still not believed in its lengths.</summary>
internal static class Edges
{
    /// <summary>The targets.</summary>
    public static IReadOnlyList<Target> All =>
    [
        Target.OfBytes("route-page", typeof(RoutePageReader), ReadsOrRefuses, Page()),
        Target.OfBytes("client-hello", typeof(ClientHello), SaysWhetherItIsWhole, Hello()),
        Target.OfText(
            "feed-key",
            typeof(FeedPublicKey),
            text => !FeedPublicKey.TryParse(text, out var key) || FeedPublicKey.TryParse(key.ToString(), out _),
            "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="),
    ];

    private static bool ReadsOrRefuses(byte[] input)
    {
        try
        {
            return RoutePageWriter.Write(RoutePageReader.Read(input)).WrittenSpan.SequenceEqual(input);
        }
        catch (RouteFormatException)
        {
            return true;
        }
    }

    // Whatever a record says of what is in it: once it is there, the answer is yes or no.
    private static bool SaysWhetherItIsWhole(byte[] input) =>
        ClientHello.AsksForTlsAlpn01(new ReadOnlySequence<byte>(input)) is not null
        || input.Length < 5
        || input.Length - 5 < BinaryPrimitives.ReadUInt16BigEndian(input.AsSpan(3));

    // Without session, of one cipher suite, with one extension.
    private static byte[] Hello() =>
    [
        22, 3, 1, 0, 64, 1, 0, 0, 60, 3, 3, .. new byte[32], 0, 0, 2, 19, 1, 1, 0, 0, 17, 0, 16, 0, 13, 0, 11, 10,
        .. "acme-tls/1"u8,
    ];

    private static byte[] Page()
    {
        var environment = EnvironmentId.Trusted("env_01jd0000000000000000000000");
        var template = new DocumentTemplate("{}"u8.ToArray());
        return RoutePageWriter.Write(new RoutePage
        {
            Region = Region.Trusted("eu"),
            Kind = RoutePageKind.Whole,
            Sequence = 7,
            AsOf = DateTimeOffset.UnixEpoch,
            Entries =
            [
                new RouteEntry.Metadata(template),
                new RouteEntry.Environment(environment, "{\"keys\":[]}"u8.ToArray(), template.Digest),
                new RouteEntry.Host(HostName.Trusted("login.acme.example"), environment, null),
                new RouteEntry.Host(HostName.Trusted("localhost"), environment, "http://localhost:8080", 42),
                new RouteEntry.HostGone(HostName.Trusted("old.acme.example")),
                new RouteEntry.EnvironmentGone(environment),
            ],
        }).WrittenSpan.ToArray();
    }
}
