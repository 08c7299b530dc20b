using System.Globalization;
using Npgsql;

namespace Everlatch.Storage;

/// <summary>Checks connection strings of PostgreSQL before anybody connects.</summary>
public static class PostgresAddress
{
    private const int LastPort = 65_535;

    // What is said of several hosts together means nothing of one.
    private static readonly string[] OfSeveral = ["Target Session Attributes", "Load Balance Hosts", "Host Recheck Seconds"];

    /// <summary>One connection string for each host of one, in its order: <c>Host=a,b:5433</c>.</summary>
    internal static IReadOnlyList<string> HostsOf(string text)
    {
        var address = new NpgsqlConnectionStringBuilder(text);
        foreach (var key in OfSeveral)
        {
            address.Remove(key);
        }

        return [.. (address.Host ?? "").Split(',').Select(host => At(host.Trim()))];

        string At(string host)
        {
            // Of an IPv6 address the port stands behind a bracket; the path of a socket has none.
            var colon = host.LastIndexOf(':');
            var hasPort = colon > 0 && !host.StartsWith('/') && (host[colon - 1] == ']' || host.IndexOf(':') == colon);
            var one = new NpgsqlConnectionStringBuilder(address.ConnectionString) { Host = hasPort ? host[..colon] : host };
            if (hasPort && int.TryParse(host.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            {
                one.Port = port;
            }

            return one.ConnectionString;
        }
    }

    /// <summary>What is wrong with one, in a sentence; null when nothing is.</summary>
    /// <remarks>Neither the text is quoted nor what the driver says of it: a password may be anywhere in it.</remarks>
    public static string? ProblemOf(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal)
            && text.TrimStart().StartsWith("postgres", StringComparison.OrdinalIgnoreCase))
        {
            return "A connection string like Host=…;Port=…;Username=…;Database=… was expected, and a URI was found.";
        }

        try
        {
            var address = new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrWhiteSpace(address.Host))
            {
                return "The connection string names no Host.";
            }

            if (address.Port > LastPort)
            {
                return $"The Port in the connection string is {address.Port}; 1 to {LastPort} are possible.";
            }

            // Settings that contradict each other are found only when all of them are put to use.
            using var source = NpgsqlDataSource.Create(address);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or NotSupportedException
            or InvalidOperationException)
        {
            return "A connection string like Host=…;Port=…;Username=…;Database=… was expected, and PostgreSQL's driver does not "
                + "take this one: a keyword is unknown, or a value is not possible for it.";
        }
    }
}
