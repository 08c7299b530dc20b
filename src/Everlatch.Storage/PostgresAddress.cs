using Npgsql;

namespace Everlatch.Storage;

/// <summary>Checks connection strings of PostgreSQL before anybody connects, or makes ready to.</summary>
public static class PostgresAddress
{
    private const int LastPort = 65_535;

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
            return ProblemOf(new NpgsqlConnectionStringBuilder(text));
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or NotSupportedException
            or InvalidOperationException)
        {
            return "A connection string like Host=…;Port=…;Username=…;Database=… was expected, and PostgreSQL's driver does not "
                + "take this one: a keyword is unknown, or a value is not possible for it.";
        }
    }

    // The driver finds settings that contradict each other only when it makes a pool of them.
    private static string? ProblemOf(NpgsqlConnectionStringBuilder address) => address switch
    {
        { Host: null } => "The connection string names no Host.",
        _ when string.IsNullOrWhiteSpace(address.Host) => "The connection string names no Host.",
        { Port: > LastPort } => $"The Port in the connection string is {address.Port}; 1 to {LastPort} are possible.",
        { Multiplexing: true, Pooling: false } => "The connection string asks for Multiplexing without Pooling.",
        { Pooling: true } when address.MinPoolSize > address.MaxPoolSize =>
            "The Minimum Pool Size in the connection string is above its Maximum Pool Size.",
        { SslNegotiation: SslNegotiation.Direct, SslMode: not (SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull) } =>
            "The connection string asks for direct SSL Negotiation without an SSL Mode that requires it.",
        { TargetSessionAttributes: { } wanted } when !wanted.Equals("any", StringComparison.OrdinalIgnoreCase)
            && !address.Host.Contains(',', StringComparison.Ordinal) =>
            "The connection string names Target Session Attributes, and one Host alone to choose from.",
        _ => null,
    };
}
