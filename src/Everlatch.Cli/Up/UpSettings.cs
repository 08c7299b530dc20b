using System.Net;
using Everlatch.Core;
using Everlatch.Storage;

namespace Everlatch.Cli.Up;

/// <summary>What <c>up</c> was asked for, checked.</summary>
internal sealed record UpSettings
{
    /// <summary>Absolute path of the data folder.</summary>
    public required string Data { get; init; }

    /// <summary>The port on loopback.</summary>
    public required int Port { get; init; }

    /// <summary>Connection string; null for what the environment or a secret file says, and else the embedded database.</summary>
    public string? Postgres { get; init; }

    /// <summary>The one region of this machine.</summary>
    public required Region Region { get; init; }

    /// <summary>Whether the demo's people, clients and application are made.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>The issuer that is shown.</summary>
    public string Issuer => $"http://localhost:{Port}";

    /// <summary>The same server by address, for clients that do not resolve <c>localhost</c> the way we do.</summary>
    public string IssuerByAddress => $"http://{IPAddress.Loopback}:{Port}";

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

        return new UpSettings
        {
            Data = Path.GetFullPath(data), Port = port, Postgres = postgres, Region = OneRegion(regions), Demo = !noDemo,
        };
    }

    private static Region OneRegion(string? regions)
    {
        var names = (regions ?? "eu").Split(',', StringSplitOptions.TrimEntries);
        if (names.Length > 1)
        {
            throw new WrongUsageException(
                $"--regions {regions}: this release runs one region on a machine; several arrive with a later release.");
        }

        return Region.TryParse(names[0], out var region)
            ? region
            : throw new WrongUsageException($"'{names[0]}' is not a region: 1 to 16 lower-case letters, digits and hyphens.");
    }
}
