using System.ComponentModel.DataAnnotations;

namespace Everlatch.Identity.Keys;

/// <summary>When signing keys change by themselves. Section <c>Everlatch:Keys</c>.</summary>
public sealed class KeyOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Keys";

    /// <summary>Days that a key signs before a new one takes over. Default 90.</summary>
    [Range(1, 3650)]
    public int RotateAfterDays { get; set; } = 90;

    /// <summary>Minutes between looks at what is due. Default 5.</summary>
    [Range(1, 24 * 60)]
    public int CheckMinutes { get; set; } = 5;
}
