using System.Globalization;

namespace Everlatch.Edge.Regions;

/// <summary>What an edge asks of a region: everything, or what is new.</summary>
/// <param name="After">The state that it has; null for none.</param>
/// <param name="Reads">The newest format that it reads.</param>
/// <param name="Has">The format in which it heard what it has.</param>
internal sealed record RouteQuestion(long? After, RouteFormat Reads = RouteFormat.Certificates, RouteFormat? Has = null)
{
    /// <summary>Whether what it has is all that it could have been told.</summary>
    public bool IsComplete => Has is null || Has >= Reads;

    /// <summary>Reads one. Edges of the first release said nothing of formats.</summary>
    public static RouteQuestion? Parse(IQueryCollection query)
    {
        var after = query["after"].ToString();
        var isState = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var state);
        return isState || after.Length == 0
            ? new RouteQuestion(isState ? state : null, FormatOf(query["format"]) ?? RouteFormat.Hosts, FormatOf(query["has"]))
            : null;
    }

    /// <summary>Path and query to ask it with.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RouteFeed.Path}?format={(char)Reads}{(After is { } state ? $"&after={state}&has={(char)(Has ?? Reads)}" : "")}");

    // Whoever reads a later format reads ours: there is no other way to be asked.
    private static RouteFormat? FormatOf(string? text) => text switch
    {
        null or "" => null,
        "1" => RouteFormat.Hosts,
        _ => RouteFormat.Certificates,
    };
}
