namespace Everlatch.Hosting;

/// <summary>How a process of ours tells what it does.</summary>
public static class Logs
{
    /// <summary>JSON lines on standard output for machines; short lines on standard error for people.</summary>
    public static void AddLogs(this WebApplicationBuilder builder, bool forPeople)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("System", LogLevel.Warning);

        // It would log whole requests, code verifiers and all.
        builder.Logging.AddFilter("OpenIddict", LogLevel.Warning);
        builder.Logging.AddFilter("Everlatch", forPeople ? LogLevel.Warning : LogLevel.Information);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        if (forPeople)
        {
            builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
            builder.Logging.AddSimpleConsole(line => line.SingleLine = true);
        }
        else
        {
            builder.Logging.AddJsonConsole(line => line.UseUtcTimestamp = true);
        }
    }
}
