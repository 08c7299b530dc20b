using System.Collections.Immutable;
using System.Net;
using Everlatch.Core;
using Everlatch.Storage;

namespace Everlatch.Cli.Up;

/// <summary>What <c>up</c> was asked for, checked.</summary>
internal sealed record UpSettings
{
    // Each takes a port, an address of loopback and a server.
    private const int MostRegions = 8;

    /// <summary>Absolute path of the data folder.</summary>
    public required string Data { get; init; }

    /// <summary>The port on loopback.</summary>
    public required int Port { get; init; }

    /// <summary>Connection string; null for what the environment or a secret file says, and else the embedded database.</summary>
    public string? Postgres { get; init; }

    /// <summary>The regions of this machine.</summary>
    public required ImmutableArray<Region> Regions { get; init; }

    /// <summary>Which of them this is about: the first, unless one was picked with <see cref="At" />.</summary>
    public int Place { get; private init; }

    /// <summary>The region that this is about.</summary>
    public Region Region => Regions[Place];

    /// <summary>Whether the demo's people, clients and application are made.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>
    /// The issuer that is shown. Not every client finds names below <c>localhost</c>: regions after the first show an address.
    /// </summary>
    public string Issuer => Place == 0 ? $"http://localhost:{Port}" : $"http://{AddressAt(Place)}:{Port}";

    /// <summary>The same server by another name, for clients that do not resolve <c>localhost</c> the way we do.</summary>
    public string OtherIssuer => Place == 0 ? $"http://{AddressAt(0)}:{Port}" : $"http://{Region}.localhost:{Port}";

    /// <summary>What one of several regions was asked for: the first keeps the folder, so that it can begin alone.</summary>
    public UpSettings At(int place) => this with
    {
        Place = place, Port = Port + place, Data = place == 0 ? Data : Path.Combine(Data, Regions[place].Value),
    };

    /// <summary>What each of the regions was asked for.</summary>
    public IEnumerable<UpSettings> Each() => Enumerable.Range(0, Regions.Length).Select(At);

    /// <summary>The loopback address of a region.</summary>
    public static IPAddress AddressAt(int place) => new([127, 0, 0, (byte)(place + 1)]);

    /// <summary>Checks the words of the command line.</summary>
    /// <exception cref="WrongUsageException">One of them is not possible.</exception>
    public static UpSettings Check(string data, int port, string? postgres, string? regions, bool noDemo)
    {
        if (port is < 1 or > IPEndPoint.MaxPort)
        {
            throw new WrongUsageException($"--port takes 1 to {IPEndPoint.MaxPort}; it was {port}.");
        }

        // Empty is a variable that is not set, and not the wish for the embedded database.
        if (postgres is not null && PostgresAddress.ProblemOf(postgres) is { } problem)
        {
            throw new WrongUsageException($"--postgres: {problem}");
        }

        var known = RegionsOf(regions ?? "eu");
        if (known.Length > 1 && postgres is not null)
        {
            throw new WrongUsageException(
                "--postgres names one database, and each region has its own: name them in EVERLATCH__SCHEMA__DATABASES__NAME.");
        }

        return port + known.Length - 1 <= IPEndPoint.MaxPort
            ? new UpSettings
            {
                Data = Path.GetFullPath(data), Port = port, Postgres = postgres, Regions = known, Demo = !noDemo,
            }
            : throw new WrongUsageException($"--port {port} leaves no ports for {known.Length} regions.");
    }

    private static ImmutableArray<Region> RegionsOf(string text)
    {
        ImmutableArray<Region> regions = [.. text.Split(',', StringSplitOptions.TrimEntries).Select(RegionOf)];
        return regions.Distinct().Count() == regions.Length && regions.Length <= MostRegions
            ? regions
            : throw new WrongUsageException($"--regions {text}: each region once, and {MostRegions} at most.");
    }

    private static Region RegionOf(string name) => Region.TryParse(name, out var region)
        ? region
        : throw new WrongUsageException($"'{name}' is not a region: 1 to 16 lower-case letters, digits and hyphens.");
}
