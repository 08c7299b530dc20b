using System.ComponentModel.DataAnnotations;

namespace Everlatch.Server.Health;

/// <summary>When a server may take traffic. Section <c>Everlatch:Health</c>.</summary>
public sealed class HealthOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Health";

    /// <summary>
    /// Seconds without news from the database after which the directory is too old to serve. Default 24 hours: as long as any
    /// access token lives, so that a database that is down does not take machine tokens down with it.
    /// </summary>
    [Range(10, 7 * 86_400)]
    public int DirectoryMaxAgeSeconds { get; set; } = 86_400;

    /// <summary>Seconds between two looks at a schema that does not fit yet. Default 1.</summary>
    [Range(1, 60)]
    public int SchemaCheckSeconds { get; set; } = 1;

    /// <summary>
    /// Seconds between two looks at one that fits. Default 30: a statement that fails on it is looked into at once.
    /// </summary>
    [Range(5, 3_600)]
    public int SchemaRecheckSeconds { get; set; } = 30;
}
