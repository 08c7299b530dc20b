using System.ComponentModel.DataAnnotations;

namespace Everlatch.Identity.Upkeep;

/// <summary>How often expired rows are deleted. Section <c>Everlatch:Upkeep</c>.</summary>
public sealed class UpkeepOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Upkeep";

    /// <summary>Minutes between two sweeps. Default 10.</summary>
    [Range(1, 1440)]
    public int EveryMinutes { get; set; } = 10;

    /// <summary>Days that sent mails (that they were sent, not what they said) and unsent ones are kept. Default 7.</summary>
    [Range(1, 90)]
    public int KeepMailsDays { get; set; } = 7;
}
