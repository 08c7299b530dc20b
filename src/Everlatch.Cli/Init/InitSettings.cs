using Everlatch.Core;

namespace Everlatch.Cli.Init;

/// <summary>What <c>init</c> was asked for, checked.</summary>
internal sealed record InitSettings
{
    /// <summary>The first host name.</summary>
    public required HostName Host { get; init; }

    /// <summary>The issuer of tokens issued there; null for https at the standard port.</summary>
    public string? Issuer { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Name { get; init; }

    /// <summary>The environment's home.</summary>
    public required Region Region { get; init; }

    /// <summary>Absolute path of the file that will hold the operator's credentials.</summary>
    public required string Credentials { get; init; }

    /// <summary>Checks the words of the command line.</summary>
    /// <exception cref="WrongUsageException">One of them is not possible.</exception>
    public static InitSettings Check(string host, string? issuer, string name, string region, string credentials)
    {
        if (!HostName.TryParse(host, out var parsedHost))
        {
            throw new WrongUsageException($"--host takes a host name without port, such as login.example.com; it was '{host}'.");
        }

        return Region.TryParse(region, out var home)
            ? new InitSettings
            {
                Host = parsedHost, Issuer = issuer, Name = name, Region = home, Credentials = Path.GetFullPath(credentials),
            }
            : throw new WrongUsageException($"'{region}' is not a region: 1 to 16 lower-case letters, digits and hyphens.");
    }
}
