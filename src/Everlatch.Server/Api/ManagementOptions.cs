using System.ComponentModel.DataAnnotations;

namespace Everlatch.Server.Api;

/// <summary>Bounds of the management API. Section <c>Everlatch:Management</c>.</summary>
public sealed class ManagementOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Management";

    /// <summary>Requests a second that one caller may send in the long run, on each server. Default 100.</summary>
    [Range(1, 100_000)]
    public int RequestsPerSecond { get; set; } = 100;

    /// <summary>Requests that one caller may send at once. Default 500.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 500;
}
