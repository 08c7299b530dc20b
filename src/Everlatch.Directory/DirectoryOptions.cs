using System.ComponentModel.DataAnnotations;

namespace Everlatch.Directory;

/// <summary>How the directory follows the database. Section <c>Everlatch:Directory</c>.</summary>
public sealed class DirectoryOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Directory";

    /// <summary>Milliseconds between two looks at the change sequence where no signal comes. Default 500.</summary>
    [Range(50, 60_000)]
    public int PollMilliseconds { get; set; } = 500;

    /// <summary>
    /// Folder of this server's own in which it keeps a sealed copy of the directory, to start from while the database does not
    /// answer. Default none: then a start waits for the database.
    /// </summary>
    public string? CopyFolder { get; set; }

    /// <summary>Hours that changes are kept; a server that was away longer reads everything. Default 24.</summary>
    [Range(1, 720)]
    public int KeepChangesHours { get; set; } = 24;
}
