using System.Text.Json.Serialization;

namespace Everlatch.Release.Pipeline.Policies;

/// <summary>Which regions go back when one does.</summary>
public enum GoBackIn
{
    /// <summary>All that this release reached.</summary>
    [JsonStringEnumMemberName("all")]
    All,

    /// <summary>That one alone.</summary>
    [JsonStringEnumMemberName("region")]
    Region,
}
