using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Edge.Regions;

namespace Everlatch.Fuzz.Inputs;

/// <summary>What edges read: signed, and still not believed in its lengths.</summary>
internal static class Edges
{
    /// <summary>The targets.</summary>
    public static IReadOnlyList<Target> All =>
    [
        Target.OfBytes("route-page", typeof(RoutePageReader), ReadsOrRefuses, Page()),
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
